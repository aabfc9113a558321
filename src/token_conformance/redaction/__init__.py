"""Keeps the run's credentials off the screen, and out of every file that pytest writes.

A credential is never put where it could be shown, but a test, a plugin or a library may still take it from a request
and fail, warn or log with it. So whatever leaves the process passes a redactor that knows the run's account.
"""

from token_conformance.redaction.plugin import Redaction
from token_conformance.redaction.redactor import Redactor

__all__ = ["Redaction", "Redactor"]
