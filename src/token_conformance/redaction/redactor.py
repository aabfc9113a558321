"""Replaces credentials in texts, whole or in part, as they are or encoded.

A part of a secret's Base64 does not depend on its neighbours, so it is found at any alignment. Encodings of single
characters are undone before the search.
"""

import re
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from string import ascii_lowercase, ascii_uppercase
from urllib.parse import unquote, urlsplit

from token_conformance.model.account import Account
from token_conformance.model.cell import EVERY_COLUMN
from token_conformance.model.target import Credentials
from token_conformance.redaction.layers import layers, texts
from token_conformance.redaction.leaks.patterns import has_secret_shape, without_secrets

FRAGMENT = 16
"""The shortest part of a credential that is masked, because pytest shows only the two ends of a long text. The first
twelve characters of every API token are the same, and public."""

_STRIDE = FRAGMENT // 2
"""A text is searched for fragments at every eighth character, where each fragment has one of its halves."""

_LONG = 2 * _STRIDE - 1
"""A form of this length has one of its parts at every eighth character of a text, wherever it is in the text."""

_KEPT_LENGTH, _KEPT_TEXTS = 300, 1_000
"""The most characters of a text that is kept because it has no credential, and the most of such texts."""

_SHORTEST = 6
"""A shorter form may be an ordinary word, and would be masked everywhere in a text."""

_LOWER = str.maketrans(ascii_uppercase, ascii_lowercase)


@dataclass(frozen=True, order=True)
class _Span:
    """A part of a text to replace by a name."""

    start: int
    end: int
    name: str


def _parts_of(form: str, length: int) -> list[str]:
    return [form[start : start + length] for start in range(len(form) - length + 1)]


_NAMES = (*map("-".join, EVERY_COLUMN), "-scoped-confluence-")
_COLUMNS = {part for name in _NAMES for part in _parts_of(name, FRAGMENT)}
"""The parts of the names of columns and kinds. They are public, and a made-up token may have such words in it."""


class Redactor:
    """Masks the credentials of the accounts that it protects, and every text in the shape of a credential.

    If it does not protect anything, as in a replay, texts stay as they are.
    """

    def __init__(self) -> None:
        self._fragments: dict[str, str] = {}
        self._halves: set[str] = set()
        self._whole: dict[str, str] = {}
        self._short: set[str] = set()
        self._without_fragments: set[str] = set()
        self._clean: set[str] = set()
        self._is_ascii = True
        self._any_whole: re.Pattern[str] | None = None

    def protect(self, credentials: Credentials) -> None:
        """Mask the tokens and the e-mail addresses of an account from now on; placeholders are not masked."""
        if isinstance(credentials, Account):
            for name in ("unscoped", "scoped_jira", "scoped_confluence", "invalid"):
                self.protect_secret(vars(credentials)[name], f"{name.replace('_', ' ')} token", credentials.email)
            address = credentials.service_account_email
            self.protect_secret(credentials.service_account, "service account token", address)
            self._add(forms(credentials.email), "<e-mail>")
            self._add(forms(address), "<service account e-mail>")

    def protect_secret(self, secret: str, name: str, user: str | None = None) -> None:
        """Mask a token or password from now on, alone and in the Basic credential of its user."""
        found = forms(secret, user) if secret else set()
        parts = {part for form in found for part in _parts_of(_lower(form), FRAGMENT)} - _COLUMNS
        self._fragments |= dict.fromkeys(parts, f"<{name}>")
        self._add({form for form in found if len(form) >= _SHORTEST}, f"<{name}>")

    def protect_url(self, url: str, name: str) -> None:
        """Mask the password in a URL, such as that of a proxy, from now on; a URL without one is not masked."""
        try:
            parts = urlsplit(url)
        except ValueError:
            return
        self.protect_secret(unquote(parts.password or ""), name, unquote(parts.username or ""))

    def __call__(self, text: str) -> str:
        """The text with each credential replaced by its name."""
        if not self._whole or self._is_clean(text):
            return text
        return without_secrets(_replaced(text, sorted(self._spans(text))))

    def _is_clean(self, text: str) -> bool:
        """Whether a text certainly has no credential, as almost every text; to find the place of one takes longer."""
        if text in self._clean:
            return True
        is_clean = self._is_ascii and not has_secret_shape(text) and not any(map(self._has_one, texts(text)))
        if is_clean and len(text) <= _KEPT_LENGTH and len(self._clean) < _KEPT_TEXTS:
            self._clean.add(text)
        return is_clean

    def _has_one(self, text: str) -> bool:
        """Whether a text can have a protected value; in a text of ASCII characters that is certain."""
        if not text.isascii():
            return True
        lowered = text.lower()
        pieces = [lowered[place : place + _STRIDE] for place in range(0, len(lowered), _STRIDE)]
        if self._halves.isdisjoint(pieces) and not any(form in lowered for form in self._short):
            return False
        return any(self._parts(lowered)) or any(form in lowered for form in self._without_fragments)

    def _add(self, found: set[str], name: str) -> None:
        lowered = {form.lower() for form in found}
        self._whole |= dict.fromkeys(lowered, name)
        self._short |= {form for form in lowered if len(form) < _LONG}
        self._without_fragments |= {
            one for one in lowered if self._fragments.keys().isdisjoint(_parts_of(one, FRAGMENT))
        }
        self._halves |= {half for form in found for half in _parts_of(_lower(form), _STRIDE)}
        self._is_ascii = self._is_ascii and all(map(str.isascii, found))
        self._clean.clear()
        self._any_whole = None  # compiled by the next search, because an account has many forms

    def _spans(self, text: str) -> Iterator[_Span]:
        for layer in layers(text):
            for span in (*self._parts(_lower(layer.text)), *self._wholes(layer.text)):
                yield _Span(layer.starts[span.start], layer.starts[span.end], span.name)

    def _wholes(self, text: str) -> Iterator[_Span]:
        if self._any_whole is None:
            longest_first = sorted(self._whole, key=len, reverse=True)
            self._any_whole = re.compile("|".join(map(re.escape, longest_first)) or "(?!)", re.IGNORECASE)
        for found in self._any_whole.finditer(text):
            yield _Span(*found.span(), self._whole[found[0].lower()])

    def _parts(self, text: str) -> Iterator[_Span]:
        end = 0
        for near in self._candidates(text):
            starts = range(max(near - _STRIDE, end), near + 1)
            first = next((start for start in starts if text[start : start + FRAGMENT] in self._fragments), None)
            if first is not None:
                end = self._end(text, first + FRAGMENT)
                # The end distinguishes the tokens: with the e-mail address before them they start alike.
                yield _Span(first, end, self._fragments[text[end - FRAGMENT : end]])

    def _candidates(self, text: str) -> Iterator[int]:
        """Places that every fragment in the text has one of at its start or in its first half."""
        for place in range(0, len(text), _STRIDE):
            if text[place : place + _STRIDE] in self._halves:
                yield place

    def _end(self, text: str, end: int) -> int:
        """The end of the part of a credential that extends to `end` or farther."""
        while text[end + 1 - FRAGMENT : end + 1] in self._fragments:
            end += 1
        return end


def _replaced(text: str, spans: list[_Span]) -> str:
    """The text with the spans replaced; of spans that overlap, the last part has the name of what ends there."""
    shown, end = [], 0
    for span in _merged(spans):
        shown += [text[end : span.start], span.name]
        end = span.end
    return "".join([*shown, text[end:]])


def _merged(spans: list[_Span]) -> list[_Span]:
    merged: list[_Span] = []
    for span in spans:
        if merged and span.start < merged[-1].end:
            last = merged.pop()
            merged.append(_Span(last.start, max(last.end, span.end), last.name if last.end >= span.end else span.name))
        else:
            merged.append(span)
    return merged


def forms(value: str, user: str | None = None) -> set[str]:
    """The forms of a value that an encoding of single characters does not make; for a secret, also with its user."""
    found = {value, _bytes(value).hex(), *base64_cores(value)}
    if user is not None:
        found.add(b64encode(_bytes(f"{user}:{value}")).decode())
    return found - {""}


def base64_cores(value: str) -> Iterator[str]:
    """The parts of a value's Base64, in both alphabets, that are the same with any text before and after the value."""
    for before in range(3):
        for encode in (b64encode, urlsafe_b64encode):
            encoded = encode(b"\0" * before + _bytes(value)).decode().rstrip("=")
            yield encoded[before and before + 1 : -1]


def _lower(text: str) -> str:
    """The text with small ASCII letters; unlike `str.lower` it never changes the length."""
    return text.translate(_LOWER)


def _bytes(text: str) -> bytes:
    """The bytes of a value that may be from the environment, where they may not be UTF-8."""
    return text.encode(errors="surrogateescape")
