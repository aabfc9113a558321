"""The answer of one exchange, independent of the HTTP library and of the recorder."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from token_conformance.model.printable import printable


class NotJsonError(ValueError):
    """The body of an answer is not JSON."""


@dataclass(frozen=True)
class Answer:
    """A response: its status, its headers (lower-case names) and its body, with the URL of the request."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def is_success(self) -> bool:
        """Whether the status is a success (2xx)."""
        return 200 <= self.status < 300  # noqa: PLR2004  # the bounds of the class of success

    @property
    def text(self) -> str:
        """The body as printable text, for any content type."""
        return printable(self.body.decode("utf-8", errors="replace"))

    def json(self) -> Any:
        """The body as JSON; raises NotJsonError if it is not JSON."""
        try:
            return json.loads(self.body)
        except (ValueError, RecursionError) as error:  # the latter for deeply nested brackets
            raise NotJsonError(f"the body is not JSON: {self.text[:80]!r}") from error
