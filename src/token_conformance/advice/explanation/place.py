"""What the address of a call says about it: where it goes, and what is wrong with it, by the published operations."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import cache

from token_conformance.advice.explanation.exchange import Exchange
from token_conformance.advice.explanation.redacted import NO_CLOUD_ID, SITE
from token_conformance.catalogue.answer_credential import METHODS
from token_conformance.catalogue.families import Base, Family, family_of
from token_conformance.catalogue.known import find_operation, numbered
from token_conformance.catalogue.operations import Operation, published
from token_conformance.catalogue.states import OperationState, State, states
from token_conformance.model.url import APPS, GATEWAY_HOST, SITE_GATEWAY_ROOT, GatewayPath, without_site_gateway

_FORMS = {
    SITE: "site",
    GATEWAY_HOST: "gateway",
    "api.bitbucket.org": "bitbucket",
    "bitbucket.org": "bitbucket-git",
    "mcp.atlassian.com": "mcp",
    "": "unknown",
}
_READS = {"GET", "HEAD", "OPTIONS", ""}
_CHANGES = {"PUT", "PATCH", "DELETE"}
"""The methods that always change something; some calls with POST only read."""

_FOR_PEOPLE = re.compile(
    r"/(?:jira/(?!rest/)|browse/|projects?/|issues/|secure/|wiki/(?:spaces|display|pages|home|space)\b|wiki/x/|servicedesk/)"
)
_CONTEXT = re.compile(r"/(?!rest/|wiki/|ex/|gateway/|_edge/|2\.0/|admin/)[\w.-]{1,40}(?=/(?:wiki/)?rest/)")
_STATES = {
    State.GONE: "gone",
    State.GOING: "going",
    State.GONE_FOR_OAUTH: "gone-for-oauth",
    State.APP_ONLY: "app-only",
}
_NEAR = 0.85
_LOGIN_HOST = "auth.atlassian.com"
_REFUSED = {"refused", "forbidden"}
_NOT_FILLED_IN = re.compile(r"(?i)/(?:undefined|null|none|nan|\[object|%5bobject)(?=/|$)|\$\{|\{\{|%7b%7b")
_SAME_PARTS = re.compile(r"[a-z0-9]+")


def form_of(exchange: Exchange) -> str:
    """Where a call goes: a word of `rules.toml`."""
    path = exchange.path
    form = _FORMS.get(exchange.host) or _form_of_host(exchange.host, path)
    if form == "unknown" and path.startswith("/ex/"):
        form = "gateway"
    if form == "site" and path.startswith(SITE_GATEWAY_ROOT):
        return "site-gateway"
    if form == "gateway" and GatewayPath.split(f"{path}/") is None:
        return "family" if family_of(f"https://{GATEWAY_HOST}{path}") else "gateway-without-prefix"
    return form


def _form_of_host(host: str, path: str) -> str:
    if host == _LOGIN_HOST and path.startswith("/oauth/"):
        return "oauth"
    if family_of(f"https://{host}{path}"):
        return "family"
    return "atlassian" if host.endswith(".atlassian.com") else "other-host"


def product_of(exchange: Exchange) -> str:
    """The product that a path belongs to; empty if it does not say."""
    if "bitbucket.org" in exchange.host:
        return "bitbucket"
    path = _below(exchange)
    parts = GatewayPath.split(f"{exchange.path}/")
    if (parts and parts.app == "confluence") or path.startswith("/wiki") or find_operation("GET", f"/wiki{path}"):
        return "confluence"
    if "/servicedeskapi/" in path:
        return "service-desk"
    return "jira" if path.startswith("/rest/") or (parts and parts.app == "jira") else ""


def operation_of(exchange: Exchange) -> Operation | None:
    """The published operation of a call, if it has one."""
    if form_of(exchange) not in {"site", "gateway", "site-gateway", "other-host", "unknown"}:
        return None
    path, method = _below(exchange), exchange.method or "GET"
    return find_operation(method, path) or numbered(method, path, "")


def state_of(exchange: Exchange) -> OperationState | None:
    """What is known of the life of the operation of a call."""
    return states().find(exchange.method or "GET", _below(exchange)) if exchange.path else None


def family_at(exchange: Exchange) -> tuple[Family, Base] | None:
    """The family and base that a call goes to, if it goes to one."""
    return family_of(f"https://{exchange.host}{exchange.path}")


def marks_of(exchange: Exchange) -> frozenset[str]:
    """What is to be said of the address: the words of `rules.toml`."""
    return frozenset(_marks(exchange)) if exchange.path or exchange.host else frozenset()


def _marks(exchange: Exchange) -> Iterator[str]:
    form, path = form_of(exchange), _below(exchange)
    yield from _of_method(exchange.method)
    if not exchange.has_scheme:
        yield "no-scheme"
    if exchange.port and form in {"site", "gateway"}:
        yield "odd-port"
    if (state := state_of(exchange)) and state.state in _STATES:
        yield _STATES[state.state]
    if re.search(r"/rest/(?:api|agile)/(?:3|latest)/", path):
        yield "newest-version"
    if "/download/" in path or path.startswith("/secure/attachment/"):
        yield "file"
    if form == "family" and _takes_no_api_token(exchange):
        yield "no-api-token"
    if _NOT_FILLED_IN.search(path):
        yield "not-filled-in"
    if "//" in exchange.path:
        yield "double-slash"
    yield from _of_operation(exchange, path) if form in {"site", "gateway", "site-gateway", "other-host"} else ()
    if form in {"gateway", "site-gateway"}:
        yield from _of_gateway(exchange, path)


def _of_method(method: str) -> Iterator[str]:
    yield "read" if method in _READS else "write"
    if method in _CHANGES:
        yield "changes"


def _takes_no_api_token(exchange: Exchange) -> bool:
    """Whether every API token of a person is refused at the base of a family, as far as anything is known."""
    found = family_at(exchange)
    answers = {row.credential: row.answer for row in found[1].accepts} if found else {}
    return all(answers.get(kind) in _REFUSED for kind in ("unscoped", "scoped"))


def _of_operation(exchange: Exchange, path: str) -> Iterator[str]:
    operation, method = operation_of(exchange), exchange.method or "GET"
    if operation:
        yield "published"
        yield from _of_published(operation)
        return
    parts = GatewayPath.split(f"{exchange.path}/")
    if (parts.path if parts else path).strip("/") in {"", "wiki"}:  # a base alone is no call
        return
    if find_operation(method, path.rstrip("/")):
        yield "slash-at-end"
        return
    if _WELL_KNOWN.search(path):
        return
    yield "unpublished"
    yield from _of_unpublished(exchange, method, path)


_WELL_KNOWN = re.compile(
    r"/rest/auth/1/session|/_edge/|/wiki/download/|/secure/attachment|/plugins/servlet/|/download/"
)
"""Paths that exist and stand in no document."""


def _of_published(operation: Operation) -> Iterator[str]:
    if "{" in operation.path:
        yield "names-a-thing"
    if operation.anonymous:
        yield "open-to-all"
    if operation.scopes_known and not operation.classic and not operation.granular:
        yield "without-scopes"
    if operation.granular and not operation.classic:
        yield "granular-only"


def _of_unpublished(exchange: Exchange, method: str, path: str) -> Iterator[str]:
    if any(find_operation(other, path) for other in METHODS if other != method):
        yield "other-method"
        return
    if any(find_operation(other, f"/wiki{path}") for other in METHODS):
        yield "wiki-missing"
    inner = path.removeprefix("/wiki")
    if inner != path and any(find_operation(other, inner) for other in METHODS):
        yield "wiki-too-much"
    if context := _CONTEXT.match(path):
        rest = path[context.end() :]
        yield "context-path" if any(find_operation(method, f"{wiki}{rest}") for wiki in ("", "/wiki")) else "odd-path"
    if _FOR_PEOPLE.match(path) and form_of(exchange) == "site":
        yield "page-for-people"
    elif path.startswith("/wiki/") and not re.match(r"/wiki/(?:rest|api/v2|gateway|wiki)/", path):
        yield "rest-missing"
    if _is_near(path):
        yield "misspelt"


def _of_gateway(exchange: Exchange, path: str) -> Iterator[str]:
    parts = GatewayPath.split(f"{without_site_gateway(exchange.path)}/")
    if parts is None:
        return
    if parts.cloud_id == NO_CLOUD_ID or parts.cloud_id.isdigit():
        yield "not-a-cloud-id"
    if parts.cloud_id in {"rest", "wiki", "api", ""} or parts.app not in APPS:
        yield "no-cloud-id"
    belongs = "confluence" if path.startswith("/wiki/") else "jira"
    if parts.app in APPS and parts.app != belongs and operation_of(exchange):
        yield "other-app"


def _below(exchange: Exchange) -> str:
    """The path at the site, without the gateway's prefix and without slashes that are there twice."""
    path = without_site_gateway(exchange.path)
    parts = GatewayPath.split(path)
    plain = parts.at_site if parts and parts.app in APPS else path
    if parts and parts.app == "confluence" and not find_operation(exchange.method or "GET", plain):
        plain = parts.path if find_operation(exchange.method or "GET", parts.path) else plain
    return re.sub(r"//+", "/", plain)


def _is_near(path: str) -> bool:
    """Whether the path is almost a published one: a slash is missing, parts are swapped, or letters differ."""
    mine = _SAME_PARTS.findall(path.lower())
    letters = "".join(mine)
    if letters in _by_letters() or tuple(sorted(mine)) in _by_parts():
        return True
    return any(_differs_once(mine, list(parts)) for parts in _parts_of_length(len(mine)))


def _differs_once(mine: list[str], theirs: list[str]) -> bool:
    wrong = [pair for pair in zip(mine, theirs, strict=True) if pair[0] != pair[1]]
    return len(wrong) == 1 and SequenceMatcher(None, *wrong[0]).ratio() >= _NEAR


@cache
def _paths() -> tuple[tuple[str, ...], ...]:
    found = {operation.path for operation in published().operations.values() if "{" not in operation.path}
    return tuple(tuple(_SAME_PARTS.findall(path.lower())) for path in sorted(found))


@cache
def _by_letters() -> frozenset[str]:
    return frozenset("".join(parts) for parts in _paths())


@cache
def _by_parts() -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(sorted(parts)) for parts in _paths())


@cache
def _parts_of_length(length: int) -> tuple[tuple[str, ...], ...]:
    return tuple(parts for parts in _paths() if len(parts) == length)
