"""Replaces credentials in texts, whole or in part, as they are or encoded.

A part of a secret's Base64 does not depend on its neighbours, so it is found at any alignment.
"""

import re
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Iterator
from urllib.parse import quote

from token_conformance.model.account import Account
from token_conformance.model.target import Credentials
from token_conformance.redaction.leaks.patterns import SECRETS

FRAGMENT = 16
"""The shortest part of a credential that is masked, because pytest shows only the two ends of a long text. The first
twelve characters of every API token are the same, and public."""

_SHORTEST = 6
"""A shorter form may be an ordinary word, and would be masked everywhere in a text."""

_SHAPES = {kind: re.compile(pattern) for kind, pattern in SECRETS.items()}


class Redactor:
    """Masks the credentials of the accounts that it protects, and every text in the shape of a credential.

    If it does not protect an account, as in a replay, texts stay as they are.
    """

    def __init__(self) -> None:
        self._fragments: dict[str, str] = {}
        self._whole: dict[str, str] = {}
        self._any_whole = re.compile("(?!)")

    def protect(self, credentials: Credentials) -> None:
        """Mask the tokens and the e-mail address of an account from now on; placeholders are not masked."""
        if isinstance(credentials, Account):
            self._protect_account(credentials)

    def __call__(self, text: str) -> str:
        """The text with each credential replaced by its name."""
        if not self._whole:
            return text
        text = self._any_whole.sub(self._name, self._without_fragments(text))
        for kind, shape in _SHAPES.items():
            text = shape.sub(f"<{kind}>", text)
        return text

    def _protect_account(self, account: Account) -> None:
        tokens = {name: token for name, token in vars(account).items() if name != "email" and token}
        for name, token in tokens.items():
            self._protect(forms(token, account.email), f"<{name.replace('_', ' ')} token>")
        self._whole |= dict.fromkeys((form.lower() for form in forms(account.email)), "<e-mail>")
        longest_first = sorted(self._whole, key=len, reverse=True)
        self._any_whole = re.compile("|".join(map(re.escape, longest_first)), re.IGNORECASE)

    def _protect(self, forms_of_token: set[str], name: str) -> None:
        self._whole |= {form.lower(): name for form in forms_of_token if len(form) >= _SHORTEST}
        self._fragments |= {fragment: name for form in forms_of_token for fragment in _fragments_of(form)}

    def _name(self, found: re.Match[str]) -> str:
        return self._whole[found[0].lower()]

    def _without_fragments(self, text: str) -> str:
        parts, start, position = [], 0, 0
        while position <= len(text) - FRAGMENT:
            if text[position : position + FRAGMENT] not in self._fragments:
                position += 1
                continue
            end = self._end(text, position + FRAGMENT)
            # The end distinguishes the tokens: with the e-mail address before them they start alike.
            parts += [text[start:position], self._fragments[text[end - FRAGMENT : end]]]
            position = start = end
        return "".join([*parts, text[start:]])

    def _end(self, text: str, end: int) -> int:
        """The end of the part of a credential that extends to `end` or farther."""
        while text[end + 1 - FRAGMENT : end + 1] in self._fragments:
            end += 1
        return end


def forms(value: str, email: str | None = None) -> set[str]:
    """All forms of a value; for a token, `email` is put before it as in a Basic credential."""
    texts = {value, *base64_cores(value)}
    if email is not None:
        texts.add(b64encode(f"{email}:{value}".encode()).decode())
    return {form for text in texts for form in (text, quote(text, safe=""))} - {""}


def base64_cores(value: str) -> Iterator[str]:
    """The parts of a value's Base64, in both alphabets, that are the same with any text before and after the value."""
    for before in range(3):
        for encode in (b64encode, urlsafe_b64encode):
            encoded = encode(b"\0" * before + value.encode()).decode().rstrip("=")
            yield encoded[before and before + 1 : -1]


def _fragments_of(form: str) -> list[str]:
    return [form[start : start + FRAGMENT] for start in range(len(form) - FRAGMENT + 1)]
