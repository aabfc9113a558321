"""What is answered for a request of no operation: rules S6, S7 and C5."""

from collections.abc import Iterator
from itertools import product

import pytest

from every_operation import filled
from in_process_edge import ACCOUNT, CONFLUENCE, JIRA, SITE, Asking, ask, ask_all
from token_conformance.catalogue.operations import published
from token_conformance.edge.operations import METHODS, find_operation

STRANGERS = [None, ACCOUNT.invalid]
V1 = f"{SITE}/wiki/rest/api"
PATHS = sorted({one.path for one in published().operations.values()})
GATE = "Client must be authenticated to access this resource."


def _others() -> Iterator[tuple[str, Asking, list[str]]]:
    """Every path of the catalogue with each method that it does not have, and the methods that it has."""
    for path in PATHS:
        shown = filled(path)
        known = [method for method in METHODS if find_operation(method, shown)]
        yield from (
            (path, Asking(method, f"{SITE}{shown}", ACCOUNT.unscoped), known)
            for method in METHODS
            if method not in known
        )


@pytest.mark.slow
def test_a_known_path_with_another_method_is_405() -> None:
    """Over the whole catalogue: Jira names the methods that the path has. What left the document is not known."""
    others = list(_others())
    unknown = 0
    for (path, asking, known), answer in zip(others, ask_all(one for _, one, _ in others), strict=True):
        unknown += answer.rule == "not-modelled"
        if answer.rule != "not-modelled":
            assert (405, "C5" if path.startswith("/wiki") else "S7") == (answer.status, answer.rule), asking
            assert answer.headers.get("allow") == (None if path.startswith("/wiki") else ", ".join(known)), asking
    assert 0 < unknown < len(others) / 50


@pytest.mark.parametrize(
    ("method", "path", "allow"),
    [
        ("PUT", "search/jql", {"GET", "POST"}),
        ("POST", "serverInfo", {"GET"}),
        ("POST", "issue/SOFT-1", {"GET", "PUT", "DELETE"}),
        ("POST", "project/search", {"GET", "PUT", "DELETE"}),
    ],
)
@pytest.mark.parametrize("token", [None, ACCOUNT.unscoped, ACCOUNT.scoped_jira])
def test_the_methods_of_a_path_that_were_measured(method: str, path: str, allow: set[str], token: str | None) -> None:
    """S7: the last one is also the project with the key `search`."""
    for version in (2, 3):
        answer = ask(method, f"{SITE}/rest/api/{version}/{path}", token)
        assert (405, allow) == (answer.status, set(answer.headers["allow"].split(", ")))
        assert f"Method '{method}' is not supported." in answer.text
        assert "x-ratelimit-limit" not in answer.headers


@pytest.mark.parametrize(
    ("path", "allow"),
    [
        ("serverInfo", {"GET", "HEAD", "OPTIONS"}),
        ("field", {"GET", "HEAD", "POST", "OPTIONS"}),
        ("issue/SOFT-1", {"GET", "HEAD", "PUT", "DELETE", "OPTIONS"}),
        ("search/jql", {"GET", "HEAD", "POST", "OPTIONS"}),
        ("project/search", {"GET", "HEAD", "OPTIONS"}),
        ("project/SOFT/role/1", {"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"}),
    ],
)
def test_options_lists_the_methods(path: str, allow: set[str]) -> None:
    """S7: to a caller who is known; others meet the gate, whatever their credential is."""
    url = f"{SITE}/rest/api/3/{path}"
    answer = ask("OPTIONS", url, ACCOUNT.unscoped)
    assert (200, "", "S7", "") == (answer.status, answer.text, answer.rule, answer.headers["accept-patch"])
    assert ("text/html;charset=UTF-8", allow) == (
        answer.headers["content-type"],
        set(answer.headers["allow"].split(",")),
    )
    for headers in ((), (("authorization", f"Bearer {ACCOUNT.unscoped}"),)):
        assert (401, GATE) == ((refused := ask("OPTIONS", url, headers=headers)).status, refused.text)
    assert 401 == ask("OPTIONS", url, ACCOUNT.scoped_jira).status


@pytest.mark.parametrize(
    ("url", "status"), [(f"{SITE}/rest/api/3/myself", 400), (f"{SITE}/rest/x", 400), (f"{V1}/space", 405)]
)
@pytest.mark.parametrize("token", [None, ACCOUNT.unscoped])
def test_patch_does_not_reach_a_product(url: str, status: int, token: str | None) -> None:
    """S7 and C5: its answer is a page."""
    answer = ask("PATCH", url, token)
    assert (status, "S7", True) == (answer.status, answer.rule, "text/html" in answer.headers["content-type"])


def test_patch_beside_the_products_is_not_known() -> None:
    """H1: another server answers below `/gateway/api`."""
    assert 501 == ask("PATCH", f"{SITE}/gateway/api/jsm/ops/api/x/v1/schedules/1", ACCOUNT.unscoped).status


@pytest.mark.parametrize("method", ["TRACE", "PROPFIND", "get"])
def test_other_methods_are_not_known(method: str) -> None:
    """The local model says so in one line."""
    answer = ask(method, f"{SITE}/rest/api/3/myself", ACCOUNT.unscoped)
    assert (501, f"The local model does not know what {method} /rest/api/3/myself answers.\n") == (
        answer.status,
        answer.text,
    )


@pytest.mark.parametrize(
    ("path", "token"), [*product(["x", "nope/deeper", "search/x"], [*STRANGERS, ACCOUNT.unscoped])]
)
def test_an_unknown_path_of_confluence_v1_is_not_found_for_anybody(path: str, token: str | None) -> None:
    """C5: in the form that the caller asks for, with the URL."""
    url = f"{V1}/{path}?a=b&c=d"
    shown = ask("GET", url, token, (("accept", "application/json"),))
    assert (404, "C5", "no-transform") == (shown.status, shown.rule, shown.headers["cache-control"].split(", ")[-1])
    assert f'{{"message":"null for uri: {url}","status-code":404}}' == shown.text
    other = ask("GET", url, token)
    assert (404, "application/xml") == (other.status, other.headers["content-type"])
    assert "a=b&amp;c=d</message>" in other.text


@pytest.mark.parametrize("path", ["space/DOCS/nope", "content/98305/nope", "content/98305/child/page/nope"])
def test_below_a_resource_it_is_a_page(path: str) -> None:
    """C5: another service answers there."""
    answer = ask("GET", f"{V1}/{path}", ACCOUNT.unscoped, (("accept", "application/json"),))
    assert (404, "text/html;charset=UTF-8") == (answer.status, answer.headers["content-type"])


def test_an_unknown_path_of_confluence_v2_has_its_error() -> None:
    """C5, inferred from what a stranger gets there."""
    answer = ask("GET", f"{SITE}/wiki/api/v2/x", ACCOUNT.unscoped)
    assert (404, True, "C5") == (answer.status, '"code":"NOT_FOUND"' in answer.text, answer.rule)


@pytest.mark.parametrize("token", [None, ACCOUNT.unscoped])
def test_another_method_of_confluence_has_no_allow(token: str | None) -> None:
    """C5: the error is a list, and there is no list of methods."""
    answer = ask("PUT", f"{V1}/space", token)
    assert (405, False) == (answer.status, "allow" in answer.headers)
    assert "Request method 'PUT' not supported" in answer.text


@pytest.mark.parametrize("token", [None, ACCOUNT.unscoped])
def test_options_at_confluence(token: str | None) -> None:
    """C5: not found, but for the search, whose description the local model does not have."""
    assert (404, "C5") == ((answer := ask("OPTIONS", f"{V1}/space", token)).status, answer.rule)
    as_json = ask("OPTIONS", f"{V1}/search", token, (("accept", "application/json"),))
    assert (204, "OPTIONS,HEAD,GET") == (as_json.status, as_json.headers["allow"])
    assert 501 == ask("OPTIONS", f"{V1}/search", token).status


@pytest.mark.parametrize(("url", "rule"), [(f"{JIRA}/rest/api/3/x", "S6"), (f"{CONFLUENCE}/wiki/api/v2/x", "C5")])
def test_the_gateway_passes_an_unscoped_token_on(url: str, rule: str) -> None:
    """G2: the answer is the product's; a scoped token does not come so far."""
    answer = ask("GET", url, ACCOUNT.unscoped)
    assert (404, rule) == (answer.status, answer.rule)
    assert "G2" == ask("GET", url, ACCOUNT.scoped_jira).rule
