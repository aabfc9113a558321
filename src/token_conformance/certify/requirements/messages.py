"""The content of a message: whether it names authentication, scoped tokens or the gateway, or shows a token."""

import re

_MASK = re.compile(r"<token>|<base64 of the credential>|<URL-encoded token>")
"""The masks that replace tokens in an output."""
_CONTEXT = 60

_AUTHENTICATION = re.compile(
    r"\b401\b|(?<!reject)unauthori[sz]ed|authenticat(?!ed_failed)|\bauthori[sz]ation [a-z ]{0,80}(fail|error|requir)"
    r"|\b(credentials?|password|log[ -]?in|logged in|sign[ -]?in)\b(?![\"']?\s*[:=])"
    r"|\b(an?|the|your|this|api|access|personal|invalid|expired) tokens?\b",
    re.IGNORECASE,
)
"""Names of headers and keys in a dumped request do not count, because no user reads them as the reason."""

_CAUSE = re.compile(r"\bscoped\b|\bscopes\b|\bgateway\b|api\.atlassian\.com|\bcloud[ _-]?id\b", re.IGNORECASE)


def speaks_of_authentication(output: str) -> bool:
    """Whether the output tells a user that the token was not accepted."""
    text = _MASK.sub("", output)
    return bool(_AUTHENTICATION.search(text) or _CAUSE.search(text))


def names_cause(output: str) -> bool:
    """Whether the output names scoped tokens, the gateway or the cloud id."""
    return bool(_CAUSE.search(output))


def secret_in(output: str) -> str:
    """The first mask of a token in an output, with some text before it on the same line, or an empty text."""
    found = _MASK.search(output)
    return output[max(0, found.start() - _CONTEXT) : found.end()].rpartition("\n")[2].strip() if found else ""
