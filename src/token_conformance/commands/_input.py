"""Standard input, as far as a command reads it."""

import sys

from token_conformance.model.bounds import check
from token_conformance.redaction.output import complain

NAME = "standard input"


def standard_input(most: int, prompt: str) -> bytes:
    """All of standard input, at most `most` bytes; `prompt` says to a person at a terminal what to paste.

    Raises BoundError if there is more. Without a standard input, it is empty.
    """
    if sys.stdin is None or sys.stdin.isatty():
        complain(f"{prompt}, then press Ctrl-D (Ctrl-Z and Enter on Windows)")
    content = sys.stdin.buffer.read(most + 1) if sys.stdin else b""
    check(len(content), most, NAME, "bytes")
    return content
