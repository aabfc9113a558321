"""Reads the exchanges out of a redacted text: a trace of curl, an answer with its headers, lines of a log, or words."""

import re
from collections.abc import Iterable, Iterator, Sequence

from token_conformance.advice.explanation.addressed import Address, address_of, is_record, is_request
from token_conformance.advice.explanation.exchange import Exchange, Piece
from token_conformance.advice.explanation.statuses import status_of

TELLING = (
    *("x-authentication-denied-reason", "x-failure-category", "x-aaccountid", "x-seraph-loginreason"),
    *(
        "www-authenticate",
        "proxy-authenticate",
        "atl-traceid",
        "server",
        "content-type",
        "retry-after",
        "ratelimit-reason",
        "location",
    ),
    *("x-ratelimit-limit", "x-ausername", "via", "allow", "cf-ray", "x-trace-id", "x-cache"),
)
"""The headers of answers that tell something about the cause."""

_NAMES = "|".join(map(re.escape, TELLING))
_HEADER = re.compile(
    rf"(?i)(?<![\w-])(?P<quote>(?P<name>{_NAMES})[\"'\]]{{0,3}}\s{{0,3}}(?:=>|[:=,]|\s'?value'?:)\s{{0,3}}[\[\"']{{0,2}}"
    r"(?=(?P<value>[^\n]{0,300})))"
)
_NAME_ONLY = re.compile(r"(?i)\b(?P<name>x-authentication-denied-reason|x-failure-category|x-seraph-loginreason)\b")
_STATUS_LINE = re.compile(r"\s*(?:<\s*)?HTTP/\d(?:\.\d)? \d{3}\b")
_STATUS_START = re.compile(r"\s*(?:<\s*)?HTTP/\d(?:\.\d)? (?!1\d\d)\d{3}\b")
_ANY_HEADER = re.compile(
    r"(?i)\s*(?:<\s*)?(?:date|server|vary|via|nel|etag|age|expires|allow|pragma|connection|keep-alive|location|report-to"
    r"|set-cookie|retry-after|www-authenticate|strict-transport-security|timing-allow-origin|warning|transfer-encoding"
    r"|(?:cache|content|access-control|atl|cf|x|server|ratelimit|alt|referrer|cross|permissions)-[\w-]{1,60}): \S"
)
"""A header that servers send; a list of settings has other names."""

_NUMBER_ALONE = re.compile(r"\s*(?:HTTP |status:? )?[2-5]\d\d\s*", re.IGNORECASE)
_SENT = re.compile(r"\s*>\s*(?P<name>[\w-]{1,60}):")
_MOST_LINES = 20_000
_BODIES = frozenset("{[<\"'")
"""How a line of a body begins, in which a call may be named too."""
_MANY = 4
"""So many headers of one answer are all of them: nobody leaves out only those that matter."""


def exchanges(text: str) -> list[Exchange]:
    """The exchanges of a text, in its order; at least one."""
    lines = text.splitlines()[:_MOST_LINES]
    found: list[Exchange] = []
    for chunk in _chunks(lines):
        found.append(_exchange(chunk, found[-1] if found else None))
    return found


def _chunks(lines: Sequence[str]) -> Iterator[list[str]]:
    """The lines of each exchange: a request, or a second status line, begins the next one."""
    chunk: list[str] = []
    requested = answered = False
    for line in lines:
        starts = is_record(line) or (line.lstrip()[:1] not in _BODIES and is_request(line))
        if (starts and (answered or (requested and _is_trace(line)))) or (answered and _STATUS_LINE.match(line)):
            yield chunk
            chunk, requested, answered = [], False, False
        chunk.append(line)
        requested = requested or starts
        answered = answered or _answers(line, starts=starts, requested=requested)
    yield chunk


def _is_trace(line: str) -> bool:
    return line.lstrip().startswith(">")


def _answers(line: str, *, starts: bool, requested: bool) -> bool:
    """Whether a line has the status of the answer: a status line, a line for both, or what a log says later."""
    if _STATUS_START.match(line):
        return True
    return status_of(line) is not None if starts else (requested and _is_failure(line))


def _is_failure(line: str) -> bool:
    """Whether a line says how the request before it ended: in a log, or as a number alone, which curl can print."""
    if _NUMBER_ALONE.fullmatch(line):
        return True
    return re.search(r"\b(?:ERROR|WARN(?:ING)?|FATAL)\b", line) is not None and status_of(line) is not None


def _exchange(lines: Iterable[str], before: Exchange | None) -> Exchange:
    text = "\n".join(lines)
    address = address_of(text)
    status = status_of(text)
    headers = dict(_headers(text))
    answer_lines = [line for line in text.splitlines() if _ANY_HEADER.match(line) and not _is_trace(line)]
    return Exchange(
        text,
        *_call(address, before),
        status=int(status.value) if status else None,
        status_quote=status.quote if status else "",
        headers=headers,
        all_headers={"server", "atl-traceid"} <= set(headers) or len(answer_lines) >= _MANY,
        sent=_sent(text),
    )


def _call(address: Address | None, before: Exchange | None) -> tuple[str, str, str, str, bool, str]:
    if address:
        return address.method, address.host, address.path, address.quote, address.has_scheme, address.port
    if before:
        return before.method, before.host, before.path, before.quote, before.has_scheme, before.port
    return "", "", "", "", True, ""


def _headers(text: str) -> Iterator[tuple[str, Piece]]:
    for found in _NAME_ONLY.finditer(text):
        yield found["name"].lower(), Piece("", found["name"])
    for found in _HEADER.finditer(text):
        if _is_trace(text[text.rfind("\n", 0, found.start()) + 1 :]):
            continue
        value = re.split(r"['\"]\s{0,3}[,}\])]|['\"]$", found["value"], maxsplit=1)[0].strip()
        name = found["name"].lower()
        yield name, Piece(value, found["name"] if name == "x-aaccountid" else f"{found['name']}: {value[:60]}")


def _sent(text: str) -> frozenset[str] | None:
    """The names of the request's headers in a trace; None without a trace."""
    names = {found["name"].lower() for line in text.splitlines() if (found := _SENT.match(line))}
    return frozenset(names) if names else None
