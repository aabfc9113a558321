"""The fingerprint of operations, by which a later import sees at once whether anything important changed."""

from collections.abc import Iterable
from hashlib import sha256

from token_conformance.catalogue.openapi.tables import Row

_DIGITS = 16
_COLUMNS = ("method", "gateway_path", "classic_scopes", "granular_scopes", "anonymous")
"""What counts. Descriptions, names of parameters and ids of operations do not."""


def fingerprint(rows: Iterable[Row]) -> str:
    """The fingerprint of some rows in any order: 16 hexadecimal digits."""
    lines = sorted("\t".join(row[column] for column in _COLUMNS) for row in rows)
    return sha256("\n".join(lines).encode()).hexdigest()[:_DIGITS]
