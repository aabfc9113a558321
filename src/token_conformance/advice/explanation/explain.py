"""`explain`: from a failed answer, or from what a person pastes, to its causes. It needs no network."""

from typing import Any

from token_conformance.advice.explanation.explanation import Explanation, explained
from token_conformance.advice.explanation.facts import Facts
from token_conformance.advice.explanation.structured import of_response
from token_conformance.errors import UserError
from token_conformance.model.bounds import MEGABYTE

LARGEST = MEGABYTE // 2
"""The most characters of a paste. A HAR file may be larger, because only its failed entries are read."""

LARGEST_HAR = 20 * MEGABYTE
"""The most characters of a HAR file or a cassette."""

_REMEDY = "paste the failing call alone: its request, the status, the headers and the first lines of the answer"
_BINARY = 0.02
"""A paste with a larger share of characters that cannot be shown is not a text."""


def explain(failed: Any) -> Explanation:
    """Explain a failed call.

    `failed` is a text (a trace of curl, a HAR file, a cassette, a log, an error, words), or an answer of httpx or
    requests, or of a client with the same attributes (`status_code`, `headers`, `text`, and `request` with `method`,
    `url` and `headers`). The explanation has no credential, e-mail address, or name of a site or host of it. Raises
    UserError, in one line, if the text is empty, binary, too long, or about other services only.
    """
    paste = failed if isinstance(failed, str) else of_response(failed)
    _check(paste)
    return explained(Facts.of(paste))


def _check(paste: str) -> None:
    if not paste.strip():
        raise UserError(f"the paste is empty; {_REMEDY}")
    most = LARGEST_HAR if paste.lstrip().startswith(("{", "[", "interactions:", "---")) else LARGEST
    if len(paste) > most:
        raise UserError(f"the paste has more than {most:,} characters; {_REMEDY}")
    begins = paste[:LARGEST]
    if sum(map(_is_unreadable, begins)) > _BINARY * len(begins):
        raise UserError(f"the paste is not text; {_REMEDY}")


def _is_unreadable(character: str) -> bool:
    """Whether it is neither shown, nor a space, nor the beginning of a colour."""
    return not (character.isprintable() or character.isspace() or character == "\x1b")
