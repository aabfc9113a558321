"""Keeps credentials and personal data out of what is shown, written or published."""
