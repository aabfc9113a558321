"""Observing a subject: its processes are run in a scenario, and what they send and say is kept."""
