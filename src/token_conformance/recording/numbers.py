"""Numbers in an answer: counts and ids are the tenant's own, and stay only what a requirement must tell apart."""

from typing import Final

OTHER: Final = 2
"""Any number that is not the tenant's own thing of the kind."""

_KEPT = frozenset({"code", "limit", "maxResults", "start", "startAt", "status", "statusCode"})
"""Members that the product sets, whosever the tenant is."""

_COUNTS = frozenset({"size", "total", "totalSize"})
"""Members that say whether there is anything at all."""

_EXPECTED = frozenset({("timeSpentSeconds", 60)})
"""What a requirement has sent, and looks for in the answer."""


def scrub_number(key: str, value: float, known: str | None) -> float:
    """The number to write for the member `key`; `known` is the reference of the tenant's own thing of that number."""
    if known is not None and known.isdigit():
        return int(known)
    if key in _KEPT or (key, value) in _EXPECTED or (key in _COUNTS and value == 0):
        return value
    return OTHER
