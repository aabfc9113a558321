"""The known outcomes other than `works`: data with evidence, checked before anything is compared with it."""
