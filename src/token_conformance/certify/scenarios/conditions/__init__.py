"""Answers that differ from the usual ones of Atlassian, each for the scenarios that ask for it."""
