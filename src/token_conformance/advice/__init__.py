"""Answers for a person or a script: whether a call works, how that is known, and what works instead."""
