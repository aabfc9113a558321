"""Confluence: version 1 and version 2 of its REST API."""
