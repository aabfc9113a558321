"""Loads the plugin, also where the package is used from its folder and not installed."""

pytest_plugins = ["token_conformance.suite.entry.plugin"]
