"""Finding a scenario's tokens in what a subject sends or says, in plain, URL-encoded or base64, and masking them."""

import re
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Iterable
from urllib.parse import quote

from token_conformance.redaction.encodings import base64_cores

_TOKEN = "<token>"  # noqa: S105  # the mask of one
_ENCODED = "<URL-encoded token>"
_BASE64 = "<base64 of the credential>"
_EQUALS = re.compile(r"%3D|\\u003D", re.IGNORECASE)


class Tokens:
    """The tokens that must not be seen; `longest` is the length of the longest form of one, in characters."""

    def __init__(self, email: str, tokens: Iterable[str]) -> None:
        values = sorted(set(tokens), key=len, reverse=True)
        wholes = [form for value in values for form in _base64_forms(email, value)]
        self.longest = max(map(len, wholes))
        inner = [core for value in values for core in base64_cores(value)]
        self._base64 = re.compile("|".join(map(re.escape, [*wholes, *inner])))
        stems = [re.escape(value.partition("=")[0]) for value in values]  # the longer part, before the checksum
        self._plain = re.compile("|".join([*map(_loose, values), *stems]))

    def mask(self, text: str) -> str:
        """The text with a word in place of each token."""
        return self._plain.sub(_word, self._base64.sub(_BASE64, text))

    def are_in(self, text: str) -> bool:
        """Whether any of the tokens stands in a text, in any of its forms."""
        return bool(self._plain.search(text) or self._base64.search(text))


def _word(found: re.Match[str]) -> str:
    return _ENCODED if _EQUALS.search(found[0]) else _TOKEN


def _loose(token: str) -> str:
    """A pattern for a token in plain, in a URL, or in JSON that escapes it."""
    return r"(?:=|%3[Dd]|\\u003[Dd])".join(map(re.escape, token.split("=")))


def _base64_forms(email: str, token: str) -> list[str]:
    """What a client may make of a credential as a whole, with the padding and without."""
    texts = (f"{email}:{token}", token)
    encoded = [encode(text.encode()).decode() for text in texts for encode in (b64encode, urlsafe_b64encode)]
    forms = [form for each in encoded for form in (quote(each, safe=""), each, each.rstrip("="))]
    return sorted(set(forms), key=len, reverse=True)
