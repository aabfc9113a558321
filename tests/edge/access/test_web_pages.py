"""Rules S8 and C5: what a site answers outside of its APIs."""

import pytest

from in_process_edge import ACCOUNT, SITE, ask

STRANGERS = [None, ACCOUNT.invalid]
ANYBODY = [*STRANGERS, ACCOUNT.unscoped, ACCOUNT.scoped_jira]


@pytest.mark.parametrize("path", ["/browse", "/browse/SOFT-1", "/browse/NONE-0"])
@pytest.mark.parametrize("token", ANYBODY)
def test_browse_is_a_page_for_everyone(path: str, token: str | None) -> None:
    """S8: a status of 200 says nothing of the token, nor of the issue."""
    answer = ask("GET", f"{SITE}{path}", token)
    assert (200, "S8", True) == (answer.status, answer.rule, answer.headers["content-type"].startswith("text/html"))
    assert "the local model does not have its text" in answer.text


@pytest.mark.parametrize("path", ["/foo", "/ex/jira/x", "/restx/api/3/serverInfo"])
@pytest.mark.parametrize("token", ANYBODY)
def test_an_unknown_path_is_a_page(path: str, token: str | None) -> None:
    """S8: it is not the 404 of an API."""
    answer = ask("GET", f"{SITE}{path}", token)
    assert (404, "text/html;charset=utf-8", "S8") == (answer.status, answer.headers["content-type"], answer.rule)


@pytest.mark.parametrize(
    "path", ["/secure/Dashboard.jspa", "/secure/attachment/1/a.txt", "/jira/for-you", "/login.jsp"]
)
@pytest.mark.parametrize("token", ANYBODY)
def test_a_known_page_is_not_modelled(path: str, token: str | None) -> None:
    """What it answers to a client with a token is not known."""
    answer = ask("GET", f"{SITE}{path}", token)
    assert (501, True) == (answer.status, f"does not know what GET {path} answers" in answer.text)


def test_the_start_page_redirects() -> None:
    """S8: a stranger to the login, a known caller to the page for him."""
    stranger, known = ask("GET", f"{SITE}/?a=b"), ask("GET", f"{SITE}/?a=b", ACCOUNT.unscoped)
    assert (302, f"{SITE}/jira/for-you?a=b") == (known.status, known.headers["location"])
    expected = f"{SITE}/login.jsp?os_destination=https%3A%2F%2Fconformance-edge.atlassian.net%2F%3Fa%3Db"
    assert (302, expected) == (stranger.status, stranger.headers["location"])


@pytest.mark.parametrize("token", STRANGERS)
def test_a_page_of_confluence_sends_a_stranger_to_the_login(token: str | None) -> None:
    """C5: with the page that was asked for."""
    answer = ask("GET", f"{SITE}/wiki/nope?a=b", token)
    assert (302, "C5") == (answer.status, answer.rule)
    assert f"{SITE}/login?application=confluence&dest-url=%2Fwiki%2Fnope%3Fa%3Db" == answer.headers["location"]


def test_a_page_of_confluence_is_not_modelled() -> None:
    """C1 comes first for a scoped token."""
    url = f"{SITE}/wiki/spaces/DOCS/pages/98305"
    assert 501 == ask("GET", url, ACCOUNT.unscoped).status
    assert (401, "C1") == ((refused := ask("GET", url, ACCOUNT.scoped_confluence)).status, refused.rule)
