"""Observations of one's own site that can be given away: the questions, the run, the file, and what it says."""
