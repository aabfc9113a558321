"""What of a secret's base64 can be looked for in any text, whatever the secret was encoded together with."""

import re
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Iterator
from urllib.parse import quote

from token_conformance.model.account import Account
from token_conformance.model.target import Credentials
from token_conformance.redaction.leaks.patterns import SECRETS


def base64_cores(value: str) -> Iterator[str]:
    """The part of a value's base64, in both alphabets, that is the same whatever stands before and after it."""
    for before in range(3):
        for encode in (b64encode, urlsafe_b64encode):
            encoded = encode(b"\0" * before + value.encode()).decode().rstrip("=")
            yield encoded[before and before + 1 : -1]


def forms(value: str, email: str | None = None) -> set[str]:
    """Every form of a value; `email` is put before a token as in a Basic credential."""
    texts = {value, *base64_cores(value)}
    if email is not None:
        texts.add(b64encode(f"{email}:{value}".encode()).decode())
    return {form for text in texts for form in (text, quote(text, safe=""))} - {""}


FRAGMENT = 16
"""The shortest part of a credential that is masked, for pytest shows the two ends of what is long. The first twelve
characters of every API token are the same, and known to everyone."""

_SHORTEST = 6
"""What is shorter is a word of its own, and would be masked all over the text."""

_SHAPES = {kind: re.compile(pattern) for kind, pattern in SECRETS.items()}


class Redactor:
    """Masks the account that it was given to protect, and whatever else has the shape of a credential.

    As long as nothing is to be protected, as in a replay, texts are left alone.
    """

    def __init__(self) -> None:
        self._fragments: dict[str, str] = {}
        self._whole: dict[str, str] = {}
        self._any_whole = re.compile("(?!)")

    def protect(self, wallet: Credentials) -> None:
        """Mask an account's tokens and e-mail address from now on; a wallet of stand-ins holds none."""
        if isinstance(wallet, Account):
            self._protect_account(wallet)

    def _protect_account(self, account: Account) -> None:
        tokens = {name: token for name, token in vars(account).items() if name != "email" and token}
        for name, token in tokens.items():
            self._protect(forms(token, account.email), f"<{name.replace('_', ' ')} token>")
        self._whole |= dict.fromkeys((form.lower() for form in forms(account.email)), "<e-mail>")
        longest_first = sorted(self._whole, key=len, reverse=True)
        self._any_whole = re.compile("|".join(map(re.escape, longest_first)), re.IGNORECASE)

    def __call__(self, text: str) -> str:
        """The text with names in the place of credentials."""
        if not self._whole:
            return text
        text = self._any_whole.sub(self._name, self._without_fragments(text))
        for kind, shape in _SHAPES.items():
            text = shape.sub(f"<{kind}>", text)
        return text

    def _protect(self, forms_of_token: set[str], name: str) -> None:
        self._whole |= {form.lower(): name for form in forms_of_token if len(form) >= _SHORTEST}
        self._fragments |= {part: name for form in forms_of_token for part in _parts(form)}

    def _name(self, found: re.Match[str]) -> str:
        return self._whole[found[0].lower()]

    def _without_fragments(self, text: str) -> str:
        kept, start, here = [], 0, 0
        while here <= len(text) - FRAGMENT:
            if text[here : here + FRAGMENT] not in self._fragments:
                here += 1
                continue
            end = self._end(text, here + FRAGMENT)
            # The end tells the tokens apart: with the e-mail address before them they start alike.
            kept += [text[start:here], self._fragments[text[end - FRAGMENT : end]]]
            here = start = end
        return "".join([*kept, text[start:]])

    def _end(self, text: str, end: int) -> int:
        """Where the part of a credential ends that reaches at least as far as `end`."""
        while text[end + 1 - FRAGMENT : end + 1] in self._fragments:
            end += 1
        return end


def _parts(form: str) -> list[str]:
    return [form[i : i + FRAGMENT] for i in range(len(form) - FRAGMENT + 1)]
