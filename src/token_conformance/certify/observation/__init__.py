"""Observation of a subject: its processes run in a scenario, and their requests and output are recorded."""
