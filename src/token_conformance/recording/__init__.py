"""Cassettes: where they are kept, what is kept of an exchange, and when a recording counts."""
