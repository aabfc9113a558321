"""Single cells that a program sends, to an edge and to its own site."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from token_conformance import Answer, Credential, Outcome, Product, UrlForm, open_edge, open_site
from token_conformance.errors import UnsafeWriteError, UserError
from token_conformance.live.session import SentCell, Session
from token_conformance.model.cell import Cell, Endpoint

MYSELF = "GET /rest/api/3/myself"
ISSUE = "GET /rest/api/3/issue/{issueIdOrKey}"


@pytest.fixture(scope="module")
def edge() -> Iterator[Session]:
    """An edge that the tests only read from."""
    with open_edge() as edge:
        yield edge


@pytest.mark.parametrize(
    ("credential", "form", "outcome"),
    [
        ("unscoped", "site", "works (200)"),
        ("scoped", "site", "unauthenticated (401)"),
        (Credential.SCOPED, UrlForm.GATEWAY, "works (200)"),
        ("none", "gateway", "unauthenticated (401)"),
    ],
)
def test_a_cell_is_sent_and_its_outcome_printed(edge: Session, credential: str, form: str, outcome: str) -> None:
    """By words or by types; the text is one line."""
    assert f"{MYSELF}, {credential} at {form}: {outcome}" == str(edge.send(MYSELF, credential, form))


def test_what_came_back_can_be_used(edge: Session) -> None:
    """The answer, and the names of the tenant for the parameters of a call."""
    sent = edge.send(ISSUE, "unscoped", "gateway", path={"issueIdOrKey": edge.tenant.issue_key})
    assert sent.answer is not None
    assert edge.tenant.issue_key == sent.answer.json()["key"]


def _holds(answer: Answer) -> None:
    assert answer.json()


def _has_key(answer: Answer) -> object:
    return answer.json()["no such key"]


@pytest.mark.parametrize(("proof", "outcome"), [(_holds, Outcome.WORKS), (_has_key, Outcome.EMPTY)])
def test_a_proof_decides_whether_a_success_works(edge: Session, proof: Any, outcome: Outcome) -> None:
    """A success without what was asked for is empty, as in a suite."""
    assert outcome is edge.send(MYSELF, "unscoped", "site", proof=proof).outcome


def test_a_mistake_in_a_proof_is_not_an_outcome(edge: Session) -> None:
    """Its error is that of the program."""

    def mistaken(_: Answer) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        edge.send(MYSELF, "unscoped", "site", proof=mistaken)


def test_a_part_that_no_request_has_is_refused(edge: Session) -> None:
    """It would be left out of the request."""
    wrong: dict[str, Any] = {"params": {"a": 1}}
    with pytest.raises(UserError, match="send: params= is no part of a request; give one of files=, headers=, json="):
        edge.send(MYSELF, "scoped", "site", **wrong)


@pytest.mark.parametrize(
    ("call", "problem"),
    [
        (("GET /rest/api/3/myselfs", "scoped", "site"), "GET /rest/api/3/myselfs is not a published operation; did"),
        ((MYSELF, "scopd", "site"), "unknown credential 'scopd'; did you mean \"scoped\"?"),
        ((MYSELF, "scoped", "sites"), "unknown URL form 'sites'; did you mean \"site\"?"),
        ((ISSUE, "scoped", "site"), f"{ISSUE}: issueIdOrKey has no value; give path="),
        (("GET /rest/api/3/serverInfo/x", "scoped", "site"), "GET /rest/api/3/serverInfo/x is not a published"),
    ],
)
def test_a_wrong_call_is_one_line(edge: Session, call: tuple[str, str, str], problem: str) -> None:
    """It says what to write."""
    with pytest.raises(UserError) as refused:
        edge.send(*call)
    assert str(refused.value).startswith(problem)


def test_what_the_edge_does_not_know_is_its_sentence(edge: Session) -> None:
    """It is no outcome of the token."""
    with pytest.raises(UserError, match=r"^The local model does not know what GET .*/plans/plan answers"):
        edge.send("GET /rest/api/3/plans/plan", "unscoped", "site")


def test_the_requested_world_can_be_opened() -> None:
    """The one in which CLOUD-12617 is implemented; another one is refused with a hint."""
    with open_edge("requested") as requested:
        assert Outcome.WORKS is requested.send(MYSELF, "scoped", "site").outcome
    with pytest.raises(UserError, match="unknown world 'request'; did you mean \"requested\"\\?"), open_edge("request"):
        pass


def test_an_own_site_is_opened_with_the_settings(
    given: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those of `.env` and of the environment; nothing that changes the site is sent."""
    for name in ("HTTPS_PROXY", "SSL_CERT_FILE"):
        monkeypatch.setenv(name, given.pop(name))
    (tmp_path / ".env").write_text("".join(f"{name}={value}\n" for name, value in given.items()))
    with open_site(tmp_path) as site:
        sent = site.send(MYSELF, "unscoped", "site")
        assert sent.answer is not None
        assert site.tenant.account_id == sent.answer.json()["accountId"]
        with pytest.raises(UnsafeWriteError, match="POST /rest/api/3/issue would change the site, so it is not sent"):
            site.send("POST /rest/api/3/issue", "unscoped", "site", json={})


def test_a_credential_that_is_not_set_is_not_sent(
    given: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A site can be opened with one token; an empty one would look like a failed login."""
    for name in ("HTTPS_PROXY", "SSL_CERT_FILE"):
        monkeypatch.setenv(name, given[name])
    names = ("SITE", "EMAIL", "SCOPED_JIRA_TOKEN")
    lines = [f"TOKEN_CONFORMANCE_{name}={given[f'TOKEN_CONFORMANCE_{name}']}\n" for name in names]
    (tmp_path / ".env").write_text("".join(lines))
    with open_site(tmp_path) as site:
        assert Outcome.WORKS is site.send(MYSELF, "scoped", "gateway").outcome
        assert site.tenant.account_id
        with pytest.raises(
            UserError, match=r"^unscoped: no such token for Jira Platform is set; set it, or use another"
        ):
            site.send(MYSELF, "unscoped", "site")


def test_settings_with_a_problem_are_one_line_each(tmp_path: Path) -> None:
    """Before anything is sent."""
    with pytest.raises(UserError, match="TOKEN_CONFORMANCE_SITE"), open_site(tmp_path):
        pass


def test_a_target_that_cannot_be_reached_has_no_answer() -> None:
    """The text says only the outcome."""
    cell = Cell(Endpoint(Product.JIRA_PLATFORM, "sent", MYSELF), Credential.NONE, UrlForm.SITE)
    assert f"{MYSELF}, none at site: unreachable" == str(SentCell(cell, Outcome.UNREACHABLE, None))
