"""Send requests to the products of the edge directly, as the site or the gateway would pass them on."""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from typing import Any

import httpx
import pytest
from starlette.routing import Route, Router
from starlette.types import Message, Scope

from token_conformance.edge.products.api import SCOPE_KEY, Call
from token_conformance.edge.products.routes import every_route
from token_conformance.edge.tenant.state import State
from token_conformance.model.cell import Product, UrlForm
from token_conformance.model.tenant import SEEDED, Tenant

Ask = Callable[..., httpx.Response]

TENANTS = {
    "seeded": SEEDED,
    "renamed": replace(
        SEEDED,
        site="renamed",
        cloud_id="00000000-c10d-4000-8000-000000000002",
        account_id="000000:00000000-acc0-4000-8000-000000000002",
        email="renamed@example.com",
        project_key="CODE",
        issue_key="CODE-7",
        attachment_id="20002",
        board_id=12,
        sprint_id=34,
        business_issue_key="SHOP-3",
        idea_project_key="NEXT",
        idea_key="NEXT-9",
        service_desk_id="5",
        request_type_id="6",
        request_key="CARE-4",
        space_id="131073",
        space_key="WIKI",
        page_id="131080",
    ),
}
"""The seeded tenant, and one with other names only."""


@pytest.fixture(params=TENANTS)
def tenant(request: pytest.FixtureRequest) -> Tenant:
    """Each of the tenants."""
    return TENANTS[request.param]


@pytest.fixture
def state(tenant: Tenant) -> State:
    """The state of a fresh tenant."""
    return State.seeded(tenant)


@pytest.fixture(scope="session")
def runner() -> Iterator[asyncio.Runner]:
    """One event loop for all requests: to make one takes as long as the answer."""
    with asyncio.Runner() as running:
        yield running


@pytest.fixture
def ask(runner: asyncio.Runner, tenant: Tenant, state: State) -> Ask:
    """A function that sends one request to the products: `ask("GET", path, **arguments_of_httpx)`.

    The caller is the tenant's account unless `anonymous=True`; the URL form is the site unless `form` says otherwise.
    """
    return _asking(runner, tenant, state)


@pytest.fixture
def fresh(runner: asyncio.Runner, tenant: Tenant) -> Callable[[], tuple[Ask, State]]:
    """A function that makes a fresh tenant for each case of a test: one like `ask`, and the state that it asks."""

    def make() -> tuple[Ask, State]:
        state = State.seeded(tenant)
        return _asking(runner, tenant, state), state

    return make


@pytest.fixture
def ask_state(runner: asyncio.Runner) -> Callable[[State], Ask]:
    """A function that makes such a function for a state of the test's own."""
    return lambda state: _asking(runner, state.tenant, state)


def _asking(runner: asyncio.Runner, tenant: Tenant, state: State) -> Ask:
    def send(
        method: str, path: str, *, anonymous: bool = False, form: UrlForm = UrlForm.SITE, **request: Any
    ) -> httpx.Response:
        product = Product.CONFLUENCE if path.startswith("/wiki") else Product.JIRA_PLATFORM
        site = tenant.base_url(product, UrlForm.SITE)
        account_id = None if anonymous else tenant.account_id
        call = Call(state, account_id, base=tenant.base_url(product, form), site=site)
        return runner.run(_exchange(call, method, site + path, request))

    return send


@cache
def _routes() -> list[Route]:
    """All routes, made once: to make them takes many times as long as an answer."""
    return [Route(one.path, one.answer, methods=[one.name.partition(" ")[0]]) for one in every_route()]


@cache
def _router(path: str) -> Router:
    """The routes of a path, found once: to try hundreds for each request takes longer than the answer."""
    return Router([route for route in _routes() if route.path_regex.match(path)] or _routes())


@cache
def _client() -> httpx.AsyncClient:
    """What builds requests; it sends none, because httpx looks for modules that are not installed at each one."""
    return httpx.AsyncClient(transport=httpx.MockTransport(lambda _: httpx.Response(500)), trust_env=False)


async def _exchange(call: Call, method: str, url: str, arguments: dict[str, Any]) -> httpx.Response:
    request = _client().build_request(method, url, **arguments)
    content = iter([{"type": "http.request", "body": request.read(), "more_body": False}])
    sent: list[Message] = []

    async def receive() -> Message:
        return next(content, {"type": "http.disconnect"})

    async def send(message: Message) -> None:
        sent.append(message)

    await _router(request.url.path)({**_scope(request), SCOPE_KEY: call}, receive, send)
    return _response(request, *sent)


def _scope(request: httpx.Request) -> Scope:
    raw_path, _, query = request.url.raw_path.partition(b"?")
    return {
        "type": "http",
        "http_version": "1.1",
        "method": request.method,
        "headers": [(name.lower(), value) for name, value in request.headers.raw],
        "scheme": request.url.scheme,
        "path": request.url.path,
        "raw_path": raw_path,
        "query_string": query,
        "root_path": "",
        "server": (request.url.host, request.url.port),
        "client": ("127.0.0.1", 123),
    }


def _response(request: httpx.Request, start: Message, *parts: Message) -> httpx.Response:
    body = b"" if request.method == "HEAD" else b"".join(part.get("body", b"") for part in parts)
    response = httpx.Response(start["status"], headers=start["headers"], stream=httpx.ByteStream(body), request=request)
    response.read()
    return response
