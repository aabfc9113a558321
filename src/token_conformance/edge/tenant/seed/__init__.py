"""The content of a fresh tenant, by product."""
