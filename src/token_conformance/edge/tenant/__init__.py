"""The tenant behind the edge: its content, which writes really change, and how it is seeded."""
