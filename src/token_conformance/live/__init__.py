"""Runs against the user's own tenant: settings, and the preflight that checks them before the first cell."""
