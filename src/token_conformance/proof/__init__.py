"""Proofs: that the edge answers as Atlassian was seen to, and that every check can fail."""
