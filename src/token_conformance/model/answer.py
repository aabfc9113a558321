"""What came back from one exchange, independent of the HTTP library and of the recorder, and how it can be shown."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

LOCAL_MODEL = {"x-token-conformance": "local model"}
"""The header of an answer of the edge that is not Atlassian's: of its tenant info, and where it does not know one."""

_NOT_IMPLEMENTED = 501

_LONGEST_START = 120
"""The most characters of a body that a summary shows."""

_LINE_END = re.compile(r"\r\n?")
_NONCHARACTERS = "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
_DIRECTIONS = r"\u202a-\u202e\u2066-\u2069"
_UNPRINTABLE = re.compile(
    rf"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029{_DIRECTIONS}\ud800-\udfff\ufdd0-\ufdef{_NONCHARACTERS}]"
)
"""Control characters (which a terminal executes), other line ends, overrides of the direction of text (which show
a text in another order than it has), surrogates (which cannot be encoded) and Unicode noncharacters."""


def printable(text: str) -> str:
    """The text with line feeds as its only line ends, and each unprintable character replaced by U+FFFD."""
    if text.isprintable():  # most texts are, and then there is nothing to search for
        return text
    return _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", _LINE_END.sub("\n", text))


def start_of(text: str, most: int) -> str:
    """The first characters of a text, and an ellipsis if there are more than `most`."""
    return text if len(text) <= most else f"{text[:most]}…"


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
    def names_caller(self) -> bool:
        """Whether it names the account of the caller, as a product does to a caller that it knows (rules S4 and G4)."""
        return "x-aaccountid" in self.headers

    @property
    def is_unknown_to_model(self) -> bool:
        """Whether it is the answer of the edge to a call that the local model does not know."""
        return self.status == _NOT_IMPLEMENTED and self.headers.items() >= LOCAL_MODEL.items()

    @property
    def text(self) -> str:
        """The body as printable text, for any content type."""
        return printable(self.body.decode("utf-8", errors="replace"))

    @property
    def summary(self) -> str:
        """The status and the start of the body."""
        return f"{self.status} {start_of(self.text, _LONGEST_START)}"

    def json(self) -> Any:
        """The body as JSON; raises NotJsonError if it is not JSON."""
        try:
            return json.loads(self.body)
        except (ValueError, RecursionError) as error:  # the latter for deeply nested brackets
            raise NotJsonError(f"the body is not JSON: {start_of(self.text, 80)!r}") from error
