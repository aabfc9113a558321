"""Answers to a person's question: whether a call works, how that is known, and what works instead."""
