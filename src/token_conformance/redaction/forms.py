"""The forms in which a credential can turn up: as it is, percent-encoded, and in base64 at every alignment."""

from base64 import b64encode, urlsafe_b64encode
from collections.abc import Iterator
from urllib.parse import quote


def forms(value: str, email: str | None = None) -> set[str]:
    """Every form of a value; `email` is put before a token as in a Basic credential."""
    texts = {value, *_base64(value)}
    if email is not None:
        texts.add(b64encode(f"{email}:{value}".encode()).decode())
    return {form for text in texts for form in (text, quote(text, safe=""))} - {""}


def _base64(value: str) -> Iterator[str]:
    """What of a value's base64 is the same whatever stands before and after it."""
    for before in range(3):
        for encode in (b64encode, urlsafe_b64encode):
            encoded = encode(b"\0" * before + value.encode()).decode().rstrip("=")
            yield encoded[4 if before else 0 : -1]
