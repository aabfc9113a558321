"""Reads the calls in the text of a program: addresses, the methods beside them, and what a program serves itself."""
