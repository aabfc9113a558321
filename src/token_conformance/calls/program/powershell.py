"""Reads a request whose parameters PowerShell takes from a table: `Invoke-RestMethod @parameters`."""

import re

_TABLE = re.compile(r"(?P<name>\$\w+)\s*=\s*(?:\[ordered\])?@\{[^{}]*?\buri\s*=", re.IGNORECASE)
_COMMAND = r"\b(?:Invoke-RestMethod|Invoke-WebRequest|irm|iwr)\b[^\n|;]*"
_METHOD = re.compile(r"\bmethod\b|-Body\b|\bBody\s*=", re.IGNORECASE)


def is_splatted(text: str) -> bool:
    """Whether a text has a table with an address."""
    return _TABLE.search(text) is not None


def gets_by_table(text: str) -> bool:
    """Whether the one table with an address is given to a command, and nothing says a method or has a body."""
    tables = _TABLE.findall(text)
    if len(tables) != 1 or _METHOD.search(text):
        return False
    given = re.search(rf"{_COMMAND}@{re.escape(tables[0][1:])}(?!\w)(?![^\n|;]*\s@\w)", text, re.IGNORECASE)
    return given is not None and len(re.findall(r"\s@\w+", given[0])) == 1
