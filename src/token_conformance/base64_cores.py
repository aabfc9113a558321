"""What of a secret's base64 can be looked for in any text, whatever the secret was encoded together with."""

from base64 import b64encode, urlsafe_b64encode
from collections.abc import Iterator


def base64_cores(value: str) -> Iterator[str]:
    """The part of a value's base64, in both alphabets, that is the same whatever stands before and after it."""
    for before in range(3):
        for encode in (b64encode, urlsafe_b64encode):
            encoded = encode(b"\0" * before + value.encode()).decode().rstrip("=")
            yield encoded[before and before + 1 : -1]
