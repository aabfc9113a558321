"""Finds values that must not be published: credentials, and names of real tenants and people."""
