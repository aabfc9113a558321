"""The check of a request's content type, which Jira makes before it looks at the caller (rule S6)."""

import codecs
import re

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response

from token_conformance.catalogue.content_types import Check, content_types
from token_conformance.catalogue.operations import Operation
from token_conformance.edge.access.refusals import problem

_TOKEN = r"[!#$%&'*+.^_`|~0-9A-Za-z-]+"
_TYPE = re.compile(rf"\s*({_TOKEN}/{_TOKEN})\s*")
_PARAMETER = re.compile(rf"\s*(?P<name>{_TOKEN})=(?P<value>{_TOKEN}|\"[^\"]*\")\s*")
_SEMICOLON = re.compile(r';(?=(?:[^"]*"[^"]*")*[^"]*$)')  # not one inside a quoted value
_LONGEST = 1_000
"""The most characters of a header that are parsed; a longer one counts as one that cannot be parsed."""


def refuse_media_type(request: Request, operation: Operation, path: str) -> Response | None:
    """S6: the 415 for a content type that the operation does not read, or None if it reads it.

    A request with neither body nor type is refused like one with a wrong type, if the operation checks every request.
    `path` is the path at the site, which the answer names.
    """
    read = content_types(operation)
    sent = request.headers.get("content-type", "")
    if read.check is Check.UNCHECKED or (read.check is Check.OPTIONAL and not has_body(request.headers)):
        return None
    if not sent:
        return None if read.takes_anything else _unsupported(path, "null", read.types)
    parsed = parse(sent)
    if parsed is None:
        return _refusal(path, "Could not parse Content-Type.", read.types)
    is_read = read.takes_anything or parsed.partition(";")[0] in read.types
    return None if is_read else _unsupported(path, parsed, read.types)


def has_body(headers: Headers) -> bool:
    """Whether a request says that it has a body."""
    return "transfer-encoding" in headers or headers.get("content-length", "0") != "0"


def parse(value: str) -> str | None:
    """A content type as Jira shows it: type in lower case, then its parameters as they were sent; None if unreadable.

    A parameter without a value is left out; an unknown charset is unreadable.
    """
    full, *rest = _SEMICOLON.split(value) if len(value) <= _LONGEST else [""]
    kind = _TYPE.fullmatch("*/*" if full.strip() == "*" else full)
    parameters = [_PARAMETER.fullmatch(part) for part in rest if "=" in part]
    if kind is None or not all(found and _is_readable(found) for found in parameters):
        return None
    shown = (f"{found['name']}={found['value']}" for found in parameters if found)
    return ";".join([kind[1].lower(), *shown])


def _is_readable(parameter: re.Match[str]) -> bool:
    if parameter["name"].lower() != "charset":
        return True
    try:
        codecs.lookup(parameter["value"].strip('"'))
    except (LookupError, ValueError):
        return False
    return True


def _unsupported(path: str, sent: str, read: tuple[str, ...]) -> Response:
    return _refusal(path, f"Content-Type '{sent}' is not supported.", read)


def _refusal(path: str, detail: str, read: tuple[str, ...]) -> Response:
    """The answer names the types that the operation reads in `Accept`."""
    refusal = problem("S6", 415, detail, path)
    refusal.headers["accept"] = ", ".join(read)
    return refusal
