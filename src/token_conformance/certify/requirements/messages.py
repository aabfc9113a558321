"""What a message says: whether it speaks of authentication, of scoped tokens and the gateway, or shows a token."""

import re

_MASK = re.compile(r"<token>|<base64 of the credential>|<URL-encoded token>")
"""What stands in an output where a token stood."""
_BEFORE = 60

_AUTHENTICATION = re.compile(
    r"\b401\b|(?<!reject)unauthori[sz]ed|authenticat(?!ed_failed)|\bauthori[sz]ation [a-z ]*(fail|error|requir)"
    r"|\b(credentials?|password|log[ -]?in|logged in|sign[ -]?in)\b(?![\"']?\s*[:=])"
    r"|\b(an?|the|your|this|api|access|personal|invalid|expired) tokens?\b",
    re.IGNORECASE,
)
"""Not header names and keys of a dumped request, which no user reads as the reason."""

_CAUSE = re.compile(r"\bscoped\b|\bscopes\b|\bgateway\b|api\.atlassian\.com|\bcloud[ _-]?id\b", re.IGNORECASE)


def speaks_of_authentication(output: str) -> bool:
    """Whether a user learns that the token was not accepted."""
    text = _MASK.sub("", output)
    return bool(_AUTHENTICATION.search(text) or _CAUSE.search(text))


def names_cause(output: str) -> bool:
    """Whether a user learns of scoped tokens, the gateway or the cloud id."""
    return bool(_CAUSE.search(output))


def secret_in(output: str) -> str:
    """Where a token stood in an output first, with a little of what stood before it; empty where none did."""
    found = _MASK.search(output)
    return output[max(0, found.start() - _BEFORE) : found.end()].rpartition("\n")[2].strip() if found else ""
