"""The content of a message: whether it names authentication, scoped tokens or the gateway, or shows a token."""

import re
from collections.abc import Iterable

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


_CODE = re.compile(
    r"^(?P<margin>[ \t|+]*)File \".*\", line \d+.*(?:\n(?P=margin)[ \t]+.*)*"  # Python, with its source below
    r"|^.*:\d+: \w*(?:Deprecation|Future|Resource|Syntax|Runtime|Import)Warning:.*(?:\n[ \t]+.*)?"  # Python, too
    r"|^\(node:\d+\) .*Warning: .*"
    r"|^(?:file:|/|node:).*:\d+\n.*\n[ \t]*\^+$"  # Node: the line at which an error was thrown
    r"|^[ \t]+at .*"  # Node, Java
    r"|^#\d+ .*"  # PHP
    r"|^[ \t]*(?:from )?\S+:\d+:in [`'].*?'"  # Ruby: its message is behind, on the same line
    r"| at \S+ line \d+\.$"  # Perl: its message is in front
    r"|^\S+\([^()\n]*\)\n\t\S+:\d+ .*"  # Go
    r"|^[ \t]*│[ \t]*(?:❱[ \t]*)?\d+[ \t]*│.*",  # rich
    re.MULTILINE,
)
"""Places in a program in a trace of a failure, and warnings for its author: their names say nothing to its user."""
_DIGITS = re.compile(r"\d+")


def unusual(output: str, usual: Iterable[str]) -> str:
    """The lines of an output that none of the usual outputs has: a banner or a warning is put out whatever happens."""
    known = {_alike(line) for text in usual for line in text.splitlines()}
    return "\n".join(line for line in output.splitlines() if _alike(line) not in known)


def _alike(line: str) -> str:
    """A line as it is compared, where numbers, such as a time, are alike."""
    return _DIGITS.sub("0", line.strip())


def speaks_of_authentication(output: str) -> bool:
    """Whether the output tells a user that the token was not accepted."""
    text = _MASK.sub("", _CODE.sub("", output))
    return bool(_AUTHENTICATION.search(text) or _CAUSE.search(text))


def names_cause(output: str) -> bool:
    """Whether the output names scoped tokens, the gateway or the cloud id."""
    return bool(_CAUSE.search(output))


def secret_in(output: str) -> str:
    """The first mask of a token in an output, with some text before it on the same line, or an empty text."""
    found = _MASK.search(output)
    return output[max(0, found.start() - _CONTEXT) : found.end()].rpartition("\n")[2].strip() if found else ""
