"""The known outcomes other than `works`: data with evidence, checked before a run uses it."""
