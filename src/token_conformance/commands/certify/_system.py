"""The systems that subjects can be run on."""

import os

from token_conformance.errors import UserError


def require_posix() -> None:
    """Raise UserError on Windows, where processes that a command leaves behind cannot be ended."""
    if not hasattr(os, "killpg"):
        raise UserError(
            "certify: runs programs on Linux, and on macOS without --jail, but not here; use WSL, or your CI"
        )
