"""A stream that redacts what is written to it."""

from typing import Any, TextIO

from token_conformance.redaction.structure import Redact


class RedactedStream:
    """Stands in for a text stream, and is in all else that stream itself."""

    def __init__(self, stream: TextIO, redact: Redact) -> None:
        self._stream = stream
        self._redact = redact

    def write(self, text: str) -> int:
        """Write the redacted text; returns the length of what was to be written, as writers expect."""
        self._stream.write(self._redact(text))
        return len(text)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)
