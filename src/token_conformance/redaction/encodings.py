"""What of a secret's base64 can be looked for in any text, whatever the secret was encoded together with."""

from base64 import b64encode, urlsafe_b64encode
from collections.abc import Iterator
from urllib.parse import quote


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
