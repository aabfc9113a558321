"""Runs against the user's own tenant: the settings, and the preflight that checks them before the first cell."""
