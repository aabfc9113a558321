"""The forms in which a credential can turn up: as it is, percent-encoded, and in base64 at every alignment."""

from base64 import b64encode
from urllib.parse import quote

from token_conformance.base64_cores import base64_cores


def forms(value: str, email: str | None = None) -> set[str]:
    """Every form of a value; `email` is put before a token as in a Basic credential."""
    texts = {value, *base64_cores(value)}
    if email is not None:
        texts.add(b64encode(f"{email}:{value}".encode()).decode())
    return {form for text in texts for form in (text, quote(text, safe=""))} - {""}
