"""Cassettes: their folders, their contents, and the conditions under which a recording is saved."""
