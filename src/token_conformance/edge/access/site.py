"""The site form, `https://SITE.atlassian.net`: Confluence (rules C1 to C5) and Jira (rules S1 to S8).

A private site refuses strangers. Confluence refuses a scoped token, and Jira treats it as a failed login.
"""

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from token_conformance.catalogue.operations import Operation
from token_conformance.edge.access import headers, refusals
from token_conformance.edge.access.backend import Backend
from token_conformance.edge.access.caller import Caller
from token_conformance.edge.access.credentials import Authorization, Presented, kind_of
from token_conformance.edge.access.family import family_answer
from token_conformance.edge.access.media_type import refuse_media_type
from token_conformance.edge.access.missing import confluence_options, missing, options, refuse_method
from token_conformance.edge.access.rulings import Place, Ruling, Verdict, rule
from token_conformance.edge.access.tokens import Token
from token_conformance.edge.access.web_pages import confluence_page, jira_page
from token_conformance.edge.operations import (
    allowed_methods,
    as_echoed,
    as_routed,
    find_operation,
    query_of,
    state_without_operation,
)
from token_conformance.edge.ruled import REQUESTED, by_rule
from token_conformance.model.cell import UrlForm

_LOGIN_FAILED = {"x-seraph-loginreason": "AUTHENTICATED_FAILED"}
_UNMETERED = frozenset({404, 405})
"""The statuses of Jira's refusals without the headers of a rate limit (S4)."""

_CONFLUENCE_APIS = ("/wiki/rest/", "/wiki/api/")
_DOWNLOADS = "/wiki/download/attachments/"


class ConfluenceSite:
    """The application for the site's paths below `/wiki/`."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request. No answer of Confluence has an `x-seraph-loginreason` header."""
        request = Request(scope)
        path = as_routed(scope["path"])
        presented = Presented.read(request.headers.get("authorization"), self._backend.tokens)
        ruling = rule(presented, Place.CONFLUENCE_SITE, self._backend.world)
        caller = _caller(self._backend, request, ruling.token)
        refused = self._refuse_credential(request, path, presented, ruling)
        refusal = refused or self._refuse(request, path, caller)
        answer: ASGIApp = (
            headers.with_headers(refusal, headers.product_headers(None))
            if refusal is not None
            else by_rule(_let_in(caller, "C1"), self._backend.product(path, caller))
        )
        await answer(scope, receive, send)

    def _refuse_credential(self, request: Request, path: str, presented: Presented, ruling: Ruling) -> Response | None:
        """C3, C4, A2 and C1, in this order: the refusal of a credential whatever the path below it is, or None."""
        if presented.authorization.is_basic and not presented.authorization.is_well_formed:
            return refusals.confluence_refuses_malformed(self._backend.site)
        if path.startswith(_DOWNLOADS):
            return self._refuse_download(request, path, ruling)
        if ruling.not_modelled or ruling.verdict is Verdict.REFUSED:
            return ruling.not_modelled or refusals.confluence_refuses_scoped()
        return self._refuse_scope(request, path, ruling.token) if ruling.token else None

    def _refuse_download(self, request: Request, path: str, ruling: Ruling) -> Response | None:
        """C4: both kinds of a person's API token are refused; what others get is not known."""
        if ruling.verdict in {Verdict.WORKS, Verdict.REFUSED}:
            return refusals.confluence_refuses_download(self._backend.site)
        kind = kind_of(request.headers.get("authorization"), self._backend.tokens)
        return family_answer(request.method, path, f"{self._backend.site}{path}", kind)

    def _refuse_scope(self, request: Request, path: str, token: Token) -> Response | None:
        """In a world where the site accepts scoped tokens, a missing scope is refused."""
        return None if self._backend.allows(token, find_operation(request.method, path)) else refusals.scope_mismatch()

    def _refuse(self, request: Request, path: str, caller: Caller) -> Response | None:
        """C5 and C2: the answers of Confluence around its operations, and the refusal of a stranger."""
        if refused := refuse_method(request, is_confluence=True):
            return refused
        if not path.startswith(_CONFLUENCE_APIS):
            return confluence_page(request, path, caller)
        if request.method == "OPTIONS":
            return confluence_options(request, path)
        return None if caller.is_known else self._refuse_stranger(request, path, caller)

    def _refuse_stranger(self, request: Request, path: str, caller: Caller) -> Response:
        """C2 wherever there is or was an operation; a path of nothing is not found for a stranger either (C5)."""
        is_something = find_operation(request.method, path) or state_without_operation(
            request.method, path, query_of(request)
        )
        if is_something or not (path.startswith("/wiki/rest/") or allowed_methods(path)):
            return refusals.confluence_refuses_stranger(path)
        return missing(request, path, caller)


class JiraSite:
    """The application for all other paths of the site."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, with the headers of S1 and S4."""
        request = Request(scope)
        presented = Presented.read(request.headers.get("authorization"), self._backend.tokens)
        ruling = rule(presented, Place.JIRA_SITE, self._backend.world)
        caller = _caller(self._backend, request, ruling.token)
        answer = self._answer(request, ruling, caller)
        await headers.with_headers(answer, _login_headers(presented.authorization, caller))(scope, receive, send)

    def _answer(self, request: Request, ruling: Ruling, caller: Caller) -> ASGIApp:
        """S1: a scoped token does not resolve here, except in a world where the site accepts scoped tokens."""
        path = as_routed(request.scope["path"])
        refusal = self._refuse(request, path, ruling, caller)
        if refusal is None:
            product = by_rule(_let_in(caller, "S1"), self._backend.product(path, caller))
            return headers.with_jira_charset(product)
        metered = refusal.status_code not in _UNMETERED
        return headers.with_headers(refusal, headers.product_headers(caller.account_id, metered=metered))

    def _refuse(self, request: Request, path: str, ruling: Ruling, caller: Caller) -> Response | None:
        """The checks in the order in which they are known to refuse: S8, S7, S5, S6, then the caller."""
        if path != "/rest" and not path.startswith("/rest/"):
            return self._page(request, path, caller)
        if refused := refuse_method(request, is_confluence=False):
            return refused
        if request.method == "OPTIONS":
            return options(request, path, caller)
        if refused := self._refuse_credential(request, ruling):
            return refused
        operation = find_operation(request.method, path)
        if operation is None:
            return missing(request, path, caller)
        refused = refuse_media_type(request, operation, as_echoed(request.scope["path"]))
        return refused or self._refuse_caller(request, operation, caller)

    def _refuse_credential(self, request: Request, ruling: Ruling) -> Response | None:
        """S5 and A2: the refusal of a credential ahead of routing, or None; a stranger comes through."""
        if ruling.verdict is Verdict.FORBIDDEN:
            return refusals.unreadable_bearer()
        if ruling.verdict is Verdict.REFUSED:
            return refusals.gate(request.headers.get("accept"), self._backend.site)
        return ruling.not_modelled

    def _page(self, request: Request, path: str, caller: Caller) -> Response:
        """S8, and H1: what is below `/gateway/api` belongs to a family."""
        family = family_answer(request.method, path, f"{caller.base}{path}", caller.kind)
        return family or refuse_method(request, is_confluence=False) or jira_page(request, path, caller)

    def _refuse_caller(self, request: Request, operation: Operation, caller: Caller) -> Response | None:
        """S2 and S3: a stranger may call an operation that is published as anonymous; every other one is refused."""
        if caller.token is None:
            accept = request.headers.get("accept")
            return None if operation.anonymous else refusals.gate(accept, self._backend.site)
        if self._backend.allows(caller.token, operation) or _is_open(operation):
            return None
        return refusals.scope_mismatch()


def _caller(backend: Backend, request: Request, token: Token | None) -> Caller:
    kind = kind_of(request.headers.get("authorization"), backend.tokens)
    return Caller(token, kind, UrlForm.SITE, base=backend.site, site=backend.site)


def _let_in(caller: Caller, rule: str) -> str:
    """The rule by which a product gets the request: that of the unscoped token, or S2 for a stranger."""
    if caller.token is None:
        return "S2"
    return REQUESTED if caller.token.is_scoped else rule


def _is_open(operation: Operation) -> bool:
    """Whether the operation needs neither a credential nor a scope, as serverInfo."""
    return operation.anonymous and not (operation.classic or operation.granular)


def _login_headers(authorization: Authorization, caller: Caller) -> dict[str, str]:
    """S1 and S4: the headers that say whether the caller is known, and whether a login was tried and failed."""
    login_failed = caller.token is None and authorization.is_basic and authorization.user
    return headers.xsrf_cookie(logged_in=caller.is_known) | (_LOGIN_FAILED if login_failed else {})
