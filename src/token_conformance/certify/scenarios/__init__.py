"""The scenarios in which a subject is observed, and the conditions that change the answers in them."""
