"""The paths of a site that are no API: pages for a browser (rules S8 and C5)."""

from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from token_conformance.edge.access.caller import Caller
from token_conformance.edge.access.refusals import HTML, answer
from token_conformance.edge.not_modelled import unknown_answer
from token_conformance.edge.operations import query_of

_PAGE = "<!doctype html><html><head><title>{title}</title></head><body><p>{text}</p></body></html>"
_NO_TEXT = "A page of the site; the local model does not have its text."

_SECTIONS = frozenset(
    {
        *("_edge", "dashboards", "gateway", "images", "issues", "jira", "login", "login.jsp", "o", "people", "plugins"),
        *("projects", "s", "secure", "servicedesk", "wiki"),
    }
)
"""First parts of paths at which a site has pages or files: what they answer to an API token is not known."""


def jira_page(request: Request, path: str, caller: Caller) -> Response:
    """S8: the start page redirects, `/browse` is a page for everyone, and an unknown path is a page with 404."""
    first = path.split("/")[1]
    if path == "/":
        return answer("S8", 302, "", HTML, location=_start(request, caller))
    if first == "browse":
        return answer("S8", 200, _page("Jira"), HTML)
    if first in _SECTIONS:
        return unknown_answer(request.method, path)
    return answer("S8", 404, _page("Not Found"), "text/html;charset=utf-8")


def confluence_page(request: Request, path: str, caller: Caller) -> Response:
    """C5: a stranger is sent to log in; what another caller gets at a page is not known."""
    if caller.is_known:
        return unknown_answer(request.method, path)
    asked = quote(f"{request.scope['path']}{query_of(request)}", safe="")
    return answer("C5", 302, "", HTML, location=f"{caller.base}/login?application=confluence&dest-url={asked}")


def not_found_page(rule: str) -> Response:
    """The page with which a product answers for a path below a resource that it has."""
    return answer(rule, 404, _page("Not Found"), HTML)


def _start(request: Request, caller: Caller) -> str:
    if caller.is_known:
        return f"{caller.base}/jira/for-you{query_of(request)}"
    return f"{caller.base}/login.jsp?os_destination={quote(f'{caller.base}/{query_of(request)}', safe='')}"


def _page(title: str) -> str:
    return _PAGE.format(title=title, text=_NO_TEXT)
