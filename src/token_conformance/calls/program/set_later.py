"""Reads the method that a program gives to a request after it has made it, as in `request.Method = "PUT"`."""

import re
from collections.abc import Iterator

from token_conformance.calls.program.code import Code, indent_of
from token_conformance.catalogue.answer_credential import ANY_METHOD
from token_conformance.errors import UserError

ARGUMENT = re.compile(
    r"(?:method\s*[:=]\s*)?(?:new\s+HttpMethod\()?"
    rf"(?:[\"'`](?P<quoted>(?i:{ANY_METHOD}))[\"'`]|:(?P<symbol>(?i:{ANY_METHOD}))|[\w.]*(?:\.|::|\bMethod)(?:Method)?(?P<named>(?i:{ANY_METHOD}))"
    rf"|(?P<bare>{ANY_METHOD}))\)?"
)
"""An argument that is a method, such as `"POST"`, `http.MethodPost`, `HttpMethod.Post` and `:post`."""

_SETTER = re.compile(
    r"\.(?:set|with)_?(?:request_?)?method\((?P<value>[^()\n]*)\)"
    r"|(?:\.|->)(?:http_?)?method(?:_mut\(\))?\s*=(?!=)\s*(?P<assigned>[^\s;,]+)"
    r"|\.get_method\s*=(?!=)\s*(?:lambda\b[^:\n]*:\s*)?(?P<function>[^\s;,]+)",
    re.IGNORECASE,
)
_ASSIGNED = re.compile(
    r"(?:^|[;{])[ \t]*(?:[\w<>.?\[\]]+[ \t]+){0,4}(?P<name>[$]?[A-Za-z_]\w*)(?:\s*,\s*\w+)?(?:\s*:\s*[\w.?]+)?\s*:?="
    r"\s*(?:new[ \t]+|await[ \t]+|&)?\Z"
)
"""What is before a request that a variable is given."""

_NAME = re.compile(
    r"(?m)^[ \t]*(?:[\w<>.?\[\]]+[ \t]+){0,4}(?P<name>[$]?[A-Za-z_]\w*)(?:\s*,\s*\w+)?(?:\s*:\s*[\w.?]+)?\s*:?=(?![=>])"
)
"""A statement that gives a variable its value."""

_CONDITION = re.compile(r"\b(?:if|else|elif|elseif|case|when|while|for|foreach|unless|switch)\b|\?(?!\.)")

NOT_SHOWN = "the line does not show its method; write the call as 'POST /rest/api/3/issue'"
SEVERAL = "the text shows more than one call or method; paste one call alone, or write it as 'POST /rest/api/3/issue'"


def method_of(found: re.Match[str]) -> str:
    """The method that the last group of a match has."""
    return str(found[found.lastgroup or 0]).upper()


def methods_set(text: str) -> set[str]:
    """The methods that a text gives to a request after it is made.

    Raises UserError for one that is a variable, or that only a condition gives.
    """
    return {_shown(text, one, str(one[one.lastgroup or 0])) for one in _SETTER.finditer(text)}


def steps_later(code: Code, start: int) -> set[str]:
    """The methods that later statements give to a builder, which a variable is given at a place; none without any.

    Raises UserError, as `methods_set` does.
    """
    line = code.bare.rfind("\n", 0, start) + 1
    assigned = _ASSIGNED.search(code.bare[line:start])
    return set(_steps(code, start, assigned["name"])) if assigned else set()


def is_set_later(statement: str, text: str) -> bool:
    """Whether a text gives a method to what a statement, which it begins with, has put into a variable."""
    return any(
        re.search(rf"(?<![\w$.]){re.escape(found['name'])}(?:{_SETTER.pattern})", text, re.IGNORECASE)
        for found in _NAME.finditer(statement)
    )


def _steps(code: Code, start: int, name: str) -> Iterator[str]:
    step = re.compile(
        rf"(?<![\w$.]){re.escape(name)}\s*\.\s*(?:(?P<step>{ANY_METHOD})\(|method\((?P<value>[^,()\n]*))", re.IGNORECASE
    )
    for found in step.finditer(code.bare, start):
        written = code.text[found.start("value") : found.end("value")] if found["value"] is not None else ""
        yield _shown(code.text, found, written or f'"{found["step"]}"')


def _shown(text: str, found: re.Match[str], value: str) -> str:
    """A method that a statement gives; raises UserError if it is a variable, or if only a condition gives it."""
    line = text.rfind("\n", 0, found.start()) + 1
    method = ARGUMENT.fullmatch(value.strip())
    if method is None or _CONDITION.search(text, line, found.end()) or _is_deeper(text, line):
        raise UserError(NOT_SHOWN)
    return method_of(method)


def _is_deeper(text: str, line: int) -> bool:
    """Whether the line before in whose block a line is begins with a condition."""
    indent = indent_of(text[line:])
    before = [one for one in text[:line].splitlines() if one.strip() and indent_of(one) < indent]
    return bool(before) and _CONDITION.search(before[-1]) is not None
