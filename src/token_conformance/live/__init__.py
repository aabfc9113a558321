"""A run against somebody's own tenant: its settings, and the preflight that checks them before the first cell."""

from token_conformance.live.identity import Identity
from token_conformance.live.settings import LiveSettings, SettingsError, load

__all__ = ["Identity", "LiveSettings", "SettingsError", "load"]
