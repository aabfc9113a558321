"""One request and its answer, as far as a paste shows them; every text in it is redacted."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus


@dataclass(frozen=True)
class Piece:
    """A value that a paste shows, and the words of the paste that show it."""

    value: str
    quote: str


@dataclass(frozen=True)
class Exchange:
    """A request and its answer. What the paste does not show is None or empty.

    `headers` has those of the answer that tell something, by their names in lower case. `sent` has the names of the
    request's headers; it is None if they are not shown.
    """

    text: str
    method: str = ""
    host: str = ""
    path: str = ""
    quote: str = ""
    has_scheme: bool = True
    port: str = ""
    status: int | None = None
    status_quote: str = ""
    headers: Mapping[str, Piece] = field(default_factory=dict)
    all_headers: bool = False
    sent: frozenset[str] | None = None

    @property
    def is_good(self) -> bool:
        """Whether it was answered with success."""
        return self.status is not None and HTTPStatus.OK <= self.status < HTTPStatus.MULTIPLE_CHOICES

    @property
    def is_bad(self) -> bool:
        """Whether it was refused."""
        return self.status is not None and self.status >= HTTPStatus.BAD_REQUEST
