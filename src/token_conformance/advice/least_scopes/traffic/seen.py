"""The calls that were seen in traffic: calls that differ in the ids in their paths are one call, and are counted."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from urllib.parse import parse_qsl

from token_conformance.advice.least_scopes.judged import Fate, Judged, judged, unknown_call
from token_conformance.calls.call import Call
from token_conformance.catalogue.answer_credential import METHODS
from token_conformance.catalogue.families import families, family_of
from token_conformance.catalogue.known import every_operation
from token_conformance.catalogue.operations import family_operations
from token_conformance.catalogue.states import states
from token_conformance.errors import UserError
from token_conformance.model.bounds import check
from token_conformance.model.url import APPS, GATEWAY_HOST, SITE_DOMAIN

MOST_CALLS = 5_000
"""The most different calls of one source; all operations that are published are some 2,000."""

MOST_UNKNOWN = 500
"""The most different calls of one source that nobody publishes: what could be meant takes a while for each."""

_URL = re.compile(r"(?P<scheme>[a-z][a-z0-9+.-]*)://(?P<authority>[^/?#]*)(?P<rest>.*)", re.IGNORECASE | re.DOTALL)
_FILLED_IN = re.compile(r"[$<{%\[]")
"""The start of a name in place of a host, which somebody fills in."""

_API = re.compile(r"/(?:rest|wiki/rest|wiki/api|ex|gateway/api|jsm|automation|_edge)/|/(?:gateway/api/)?graphql\b")
_MIDDLE = re.compile(r"/rest/(?:api|agile)/|/wiki/(?:rest/)?api/")
_PATH = re.compile(r"(?:(?<![:/.\w-])|(?<=\.(?:net|com)))/(?!/)[^\s;?\"'`]*[^\s;?\"'`:.,]")
_WORD = re.compile(r"[A-Za-z_-]*|\{.*\}")
_UUID_LENGTH, _UUID_DASHES = 36, 4


class Seen:
    """The different calls of a source, and how many requests of it are no call of an API, by what they are."""

    def __init__(self, name: str) -> None:
        self.ignored: Counter[str] = Counter()
        self._name = name
        self._calls: dict[tuple[str, ...], Call | str] = {}
        self._counts: Counter[tuple[str, ...]] = Counter()

    @property
    def has_calls(self) -> bool:
        """Whether a call was counted."""
        return bool(self._counts)

    def add(self, method: str, url: str, host: str = "") -> None:
        """Count one request; `url` may be a path alone, and then `host` may be known from elsewhere."""
        method = method.upper()
        if method == "OPTIONS" or method not in METHODS:
            self.ignored["OPTIONS requests" if method == "OPTIONS" else "requests with other methods"] += 1
            return
        host, path, query = _parts(url, host)
        key = (method, host if host == GATEWAY_HOST else host.partition(".")[2], _shape(path), *_telling(query))
        if key not in self._calls:
            check(len(self._calls), MOST_CALLS - 1, self._name, "different calls")
            self._calls[key] = _call_or_why(method, host, path, key[3:])
        if isinstance(found := self._calls[key], str):
            self.ignored[found] += 1
        else:
            self._counts[key] += 1

    def judged(self, today: dt.date) -> Iterator[Judged]:
        """What scopes do for each call; one that names nothing published is kept, with what is wrong with it."""
        unknown = 0
        for key, count in self._counts.items():
            if isinstance(call := self._calls[key], Call):
                one = _judged(call, count, today)
                unknown += one.fate is Fate.CALL_UNKNOWN
                check(unknown, MOST_UNKNOWN, self._name, "different calls that nobody publishes")
                yield one


def _judged(call: Call, count: int, today: dt.date) -> Judged:
    try:
        return replace(judged(call, today), count=count)
    except UserError as error:
        return replace(unknown_call(_shown(f"{call.method} {call.path}"), _shown(str(error))), count=count)


def _shown(text: str) -> str:
    """A text in which parts of paths that can be ids or names of files are left out."""
    return _PATH.sub(lambda found: "/".join(part if _is_word(part) else "{...}" for part in found[0].split("/")), text)


def _is_word(part: str) -> bool:
    return part in _literals() or _WORD.fullmatch(part) is not None


def _parts(url: str, host: str) -> tuple[str, str, str]:
    """The host in lower case without port and user, path, and query. A name to be filled in is read as no host."""
    if found := _URL.match(url):
        host = found["authority"].rpartition("@")[2] if found["scheme"].lower() in {"http", "https"} else "none"
        url = found["rest"]
    host = "" if _FILLED_IN.match(host) and "." not in host else host.partition(":")[0].lower().rstrip(".")
    path, _, query = url.partition("#")[0].partition("?")
    return host, path, query


def _call_or_why(method: str, host: str, path: str, parameters: tuple[str, ...]) -> Call | str:
    """The call, or why a request is not a call of an API."""
    if not path.startswith("/"):
        return "requests without a path"
    at_site = not host or host.endswith((f".{SITE_DOMAIN}", ".jira.com"))
    is_family = family_of(f"https://{host or 'site.' + SITE_DOMAIN}{path}") is not None
    if not at_site and host != GATEWAY_HOST and not is_family:
        return "requests to other hosts"
    if host == GATEWAY_HOST or is_family or _API.match(path) or _MIDDLE.search(path):
        return Call(method, host, path, parameters)
    return "pages and files"


def _shape(path: str) -> str:
    """The path with one sign for each part that no template has: such a part can only be a parameter."""
    return "/".join(part if part in _literals() else _sign(part) for part in path.split("/"))


def _sign(part: str) -> str:
    return "u" if len(part) == _UUID_LENGTH and part.count("-") == _UUID_DASHES else "x"


def _telling(query: str) -> tuple[str, ...]:
    """The names of parameters that change what is known of an operation."""
    if not query or not any(name in query for name in _parameters()):
        return ()
    return tuple(sorted({name for name, _ in parse_qsl(query, keep_blank_values=True)} & _parameters()))


@cache
def _parameters() -> frozenset[str]:
    return frozenset(one.query for one in states().states if one.query)


@cache
def _literals() -> frozenset[str]:
    """Every part of a path that means something by itself."""
    bases = [url.split("//", 1)[1] for family in families() for base in family.bases for url in base.urls]
    paths = (one.path for one in (*every_operation().values(), *family_operations().operations.values()))
    parts = {part for path in (*paths, *bases) for part in path.split("/") if "{" not in part}
    return frozenset({*parts, *APPS, "latest", "gateway", "ex", ""})
