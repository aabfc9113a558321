"""The tenant of the edge: its content, which requests can change, and how it is seeded."""
