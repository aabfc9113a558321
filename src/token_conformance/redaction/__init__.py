"""Keeps credentials and personal data out of everything that is shown, written or published."""
