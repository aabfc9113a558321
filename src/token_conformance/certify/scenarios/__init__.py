"""The scenarios that a subject is put into, and the conditions that they are made of."""
