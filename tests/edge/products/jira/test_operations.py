"""All operations of the Jira platform that the edge serves: their parameters, their callers and their links."""

from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

from for_each import for_each
from jira_operations import NEVER_FOUND, complete, path_of
from token_conformance.catalogue.operations import published
from token_conformance.edge.products.jira.icons import picture_at
from token_conformance.edge.products.jira.routes import HANDLERS
from token_conformance.edge.tenant.state import State
from token_conformance.model.cell import FORMS, Product, UrlForm
from token_conformance.model.tenant import Tenant

Ask = Callable[..., httpx.Response]
Fresh = Callable[[], tuple[Ask, State]]

PARAMETERS = [
    (operation, name)
    for operation in HANDLERS
    for name in sorted(published()[operation.replace(" ", " /rest/api/3/")].query - {"expand"})
]
READS = [operation for operation in HANDLERS if operation.startswith("GET ") and operation not in NEVER_FOUND]
PAGES_OF_THE_BROWSER = {"view", "viewUrl"}
"""The members whose links people open in a browser."""


def asked(ask: Ask, operation: str, tenant: Tenant, added: str = "", **request: Any) -> httpx.Response:
    """The answer to an operation, with something added to its query; writes get an empty object."""
    method, _, _ = operation.partition(" ")
    path = path_of(operation, tenant)
    path += ("&" if "?" in path else "?") + added if added else ""
    body: dict[str, Any] = {} if method == "GET" else {"json": {}}
    return ask(method, f"/rest/api/{request.pop('version', 3)}/{path}", **body, **request)


@for_each("version", [2, 3])
@for_each("operation, name", PARAMETERS)
@pytest.mark.parametrize("tenant", ["seeded"], indirect=True)
def test_a_published_parameter_is_honoured_or_refused(
    fresh: Fresh, tenant: Tenant, operation: str, name: str, version: int
) -> None:
    """Nothing that has a meaning is ignored: the handler declares it, or the answer is 501 in plain words."""
    ask, _ = fresh()
    answer = asked(ask, operation, tenant, f"{name}=1", version=version)
    is_refused = 501 == answer.status_code and answer.text.endswith(f" with {name}.\n")
    assert is_refused == (name not in HANDLERS[operation].query)


@for_each(
    "operation, value",
    [
        (operation, value)
        for operation in HANDLERS
        for value in sorted(published()[operation.replace(" ", " /rest/api/3/")].expand)
    ],
)
@pytest.mark.parametrize("tenant", ["seeded"], indirect=True)
def test_a_published_expansion_is_honoured_or_refused(fresh: Fresh, tenant: Tenant, operation: str, value: str) -> None:
    """Each value of `expand` is one that the handler declares, or the answer is 501."""
    ask, _ = fresh()
    answer = asked(ask, operation, tenant, f"expand={value}")
    is_refused = 501 == answer.status_code and answer.text.endswith(f" with expand={value}.\n")
    assert is_refused == (value not in HANDLERS[operation].expand)


@for_each("operation", READS)
@pytest.mark.parametrize("tenant", ["seeded"], indirect=True)
def test_an_unknown_parameter_is_ignored(fresh: Fresh, tenant: Tenant, operation: str) -> None:
    """A parameter that nobody has published changes nothing."""
    ask, state = fresh()
    complete(state)
    shown, with_more = (asked(ask, operation, tenant, added) for added in ("", "nobodysParameter=1"))
    assert shown.status_code == with_more.status_code == 200
    assert shown.text == with_more.text.replace("&nobodysParameter=1", "").replace("?nobodysParameter=1", "")


@pytest.mark.slow
@for_each("form", FORMS)
@for_each("operation", READS)
@pytest.mark.parametrize("tenant", ["seeded"], indirect=True)
def test_each_link_leads_somewhere(fresh: Fresh, tenant: Tenant, operation: str, form: UrlForm) -> None:
    """Every link in an answer starts with the base of the caller's URL form (rule G7), and works there."""
    ask, state = fresh()
    complete(state)
    base = tenant.base_url(Product.JIRA_PLATFORM, form)
    answer = asked(ask, operation, tenant, form=form)
    if not answer.headers["content-type"].startswith("application/json"):
        return
    elsewhere = {f"https://{tenant.site}.atlassian.net", "https://example.com"}
    paths = {url.removeprefix(base) for url in links(answer.json()) if url not in elsewhere}
    assert [] == [path for path in paths if not path.startswith("/")]
    followed = {path: ask("GET", path, form=form).status_code for path in paths if picture_at("GET", path) is None}
    assert {} == {path: status for path, status in followed.items() if status not in {200, 303}}


def links(value: Any, name: str = "") -> Iterator[str]:
    """All links in an answer, except those that people open in a browser."""
    if isinstance(value, str) and value.startswith("https://") and name not in PAGES_OF_THE_BROWSER:
        yield value
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, member in members:
        yield from links(member, str(key))


@pytest.mark.slow
@for_each("version", [2, 3])
@for_each("operation", HANDLERS)
@pytest.mark.parametrize("tenant", ["seeded"], indirect=True)
def test_a_stranger_sees_and_changes_nothing(fresh: Fresh, tenant: Tenant, operation: str, version: int) -> None:
    """Rule S2: no answer to a stranger has anything of the tenant, and none changes it."""
    ask, state = fresh()
    complete(state)
    before = repr(state.jira)
    answer = asked(ask, operation, tenant, anonymous=True, version=version)
    is_open = published()[operation.replace(" ", f" /rest/api/{version}/")].anonymous
    assert answer.status_code in ({200, 400, 401, 404} if is_open else {401})
    names = [tenant.email, tenant.account_id, "Software", "Quiet Colleague", "An idea", "Elsewhere", "Core", "Internal"]
    assert [] == [name for name in names if name in answer.text]
    assert before == repr(state.jira)
