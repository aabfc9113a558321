"""What a condition asks of a request: its host, its query, and whether it reads."""

from starlette.requests import Request
from starlette.types import Scope

_NO_DATA = "/_edge/"


def host_of(scope: Scope) -> str:
    """The host that a request is meant for."""
    return Request(scope).headers.get("host", "").lower().removesuffix(":443")


def is_read(scope: Scope) -> bool:
    """Whether a request only reads, and reads what a token is needed for."""
    return scope["method"] in {"GET", "HEAD"} and not scope["path"].startswith(_NO_DATA)


def query_of(scope: Scope) -> str:
    """The query string, with its question mark if there is one."""
    query = scope["query_string"].decode("latin-1")
    return f"?{query}" if query else ""
