"""What is answered for a request of no operation: another method of a path, what left the document, or nothing at all.

Rules S6 and S7 for Jira, and C5 for Confluence. A family and a part of the site that nobody has published are 501.
"""

from collections.abc import Iterable
from functools import cache
from html import escape
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response

from token_conformance.catalogue.operations import published
from token_conformance.catalogue.states import State, states
from token_conformance.edge.access import refusals
from token_conformance.edge.access.caller import Caller
from token_conformance.edge.access.family import family_answer
from token_conformance.edge.access.life import answer_without_operation
from token_conformance.edge.access.refusals import HTML, JSON, answer
from token_conformance.edge.access.web_pages import not_found_page
from token_conformance.edge.not_modelled import unknown_answer
from token_conformance.edge.operations import (
    allowed_methods,
    as_echoed,
    methods_of_resource,
    query_of,
    state_without_operation,
)

_V1 = "/wiki/rest/api/"
_V2 = "/wiki/api/v2/"
_V1_SEARCH = f"{_V1}search"
_PAGES_BELOW = (f"{_V1}space/", f"{_V1}content/")
"""Below these resources of version 1 an unknown path is a page, elsewhere an error of the API."""

_BROWSER = "<!doctype html><html><head><title>{status}</title></head><body><h1>{status}</h1></body></html>"


def missing(request: Request, path: str, caller: Caller) -> Response:
    """The answer for a request of no operation, to a caller who is let in; `path` is the path at the site."""
    method = request.method
    state = state_without_operation(method, path, query_of(request))
    if state is not None:
        return answer_without_operation(state, method, path, caller)
    if allowed := allowed_methods(path):
        return _not_allowed(request, path, allowed)
    family = family_answer(method, path, f"{caller.base}{path}", caller.kind)
    return family or (_confluence if path.startswith("/wiki/") else _jira)(request, path, caller)


def options(request: Request, path: str, caller: Caller) -> Response:
    """S7: the methods of a Jira path, for a known caller; the gate for others. An unknown path is not found."""
    if not methods_of_resource(path):
        return missing(request, path, caller)
    if not caller.is_known:
        return refusals.gate(request.headers.get("accept"), caller.site)
    return refusals.options(methods_of_resource(path))


def confluence_options(request: Request, path: str) -> Response:
    """C5: an OPTIONS of any caller is not found; the search answers by what the caller accepts."""
    if path != _V1_SEARCH:
        return answer("C5", 404, {"errors": [{"status": 404, "code": "NOT_FOUND", "title": "Not Found"}]}, JSON)
    accept = request.headers.get("accept", "*/*")
    if "*/*" in accept or "xml" in accept:
        return unknown_answer(request.method, path, "the local model does not have the description of the search")
    return answer("C5", 204, "", JSON, allow="OPTIONS,HEAD,GET")


def refuse_method(request: Request, *, is_confluence: bool) -> Response | None:
    """S7: the refusal of a method that no product sees, in place of the product; its page is in own words."""
    if request.method == "PATCH":
        status = 405 if is_confluence else 400
        shown = f"{status} {HTTPStatus(status).phrase}"
        return answer("S7", status, _BROWSER.format(status=shown), HTML)
    if request.method in {"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"}:
        return None
    return unknown_answer(request.method, request.scope["path"])


def _not_allowed(request: Request, path: str, allowed: Iterable[str]) -> Response:
    if not path.startswith("/wiki/"):
        return refusals.method_not_allowed(request.method, as_echoed(request.scope["path"]), allowed)
    error = f"org.springframework.web.HttpRequestMethodNotSupportedException: Request method '{request.method}'"
    content = {"status": 405, "code": "METHOD_NOT_ALLOWED", "title": f"{error} not supported"}
    return answer("C5", 405, {"errors": [content]}, JSON)


def _jira(request: Request, path: str, _: Caller) -> Response:
    if path.split("/")[3:4] == ["latest"]:
        return unknown_answer(request.method, path, "nobody has published which version is the latest")
    if path == "/rest" or _mount(path) in _mounts():
        return refusals.no_endpoint(request.method, as_echoed(request.scope["path"]))
    return unknown_answer(request.method, path, f"Atlassian publishes nothing for users below {_mount(path)}")


def _confluence(request: Request, path: str, caller: Caller) -> Response:
    if path.startswith(_V2):
        return refusals.confluence_not_found("C5")
    if path.startswith(_PAGES_BELOW):
        return not_found_page("C5")
    if path.startswith(_V1):
        return _nothing_in_v1(request, path, caller)
    return unknown_answer(request.method, path)


def _nothing_in_v1(request: Request, path: str, caller: Caller) -> Response:
    """JSON for a caller who asks for it by name, otherwise XML; the message has the whole URL."""
    message = f"null for uri: {caller.site}{path}{query_of(request)}"
    if JSON in request.headers.get("accept", ""):
        return answer("C5", 404, {"message": message, "status-code": 404}, JSON, cache_control="no-transform")
    status = f"<status><status-code>404</status-code><message>{escape(message, quote=False)}</message></status>"
    body = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>{status}'
    return answer("C5", 404, body, "application/xml", cache_control="no-transform")


def _mount(path: str) -> str:
    """The first two parts of a path, such as `/rest/agile`."""
    return "/".join(path.split("/")[:3])


@cache
def _mounts() -> frozenset[str]:
    """The parts of the site below which operations of Jira are published, not all of which are for apps alone."""
    for_apps = {one.name for one in states().states if one.state is State.APP_ONLY}
    for_users = (one for name, one in published().operations.items() if name not in for_apps)
    return frozenset(_mount(one.path) for one in for_users if one.app == "jira")
