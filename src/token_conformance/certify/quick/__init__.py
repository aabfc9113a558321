"""A quick look at a command: it runs in a few scenarios without a subject file, and what was seen is said."""
