"""What a call names has four answers, which agree with `can-i-use`; a call that names nothing is refused."""

import datetime as dt
import re

import pytest

from token_conformance.advice.reply import reply
from token_conformance.calls.call import read_call
from token_conformance.calls.named import Named, named
from token_conformance.catalogue.answer import Says
from token_conformance.catalogue.four_answers import OBSERVED
from token_conformance.catalogue.known import every_operation
from token_conformance.catalogue.operations import family_operations
from token_conformance.catalogue.states import states
from token_conformance.errors import UserError
from token_conformance.model.cell import MATRIX

TODAY = dt.date(2026, 11, 28)
UUID = "11111111-2222-3333-4444-555555555555"
SITE = "https://invented.atlassian.net"
GATEWAY = "https://api.atlassian.com"
YES, NO, UNKNOWN = Says
WATCHERS = "GET /rest/api/3/issue/{issueIdOrKey}/watchers"
ASSETS = "jsm/assets/workspace/{workspaceId}/v1/aql/objects"
NAMES = [*every_operation(), *family_operations().operations]


def names_of(text: str) -> list[str]:
    """The names of the rows of a call."""
    return [one.name for one in named(read_call(text), TODAY)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (WATCHERS, [WATCHERS]),
        ("/rest/api/3/issue/ABC-1/watchers", [WATCHERS]),
        ("rest/api/3/issue/ABC-1/watchers?expand=x#y", [WATCHERS]),
        (f"{SITE}/rest/api/3/issue/ABC-1/watchers?a=b", [WATCHERS]),
        (f"{GATEWAY}/ex/jira/{UUID}/rest/api/3/issue/ABC-1/watchers", [WATCHERS]),
        (f"{SITE}/gateway/api/ex/jira/{UUID}/rest/api/3/issue/ABC-1/watchers", [WATCHERS]),
        (f"curl -u me@example.com:x {SITE}/rest/api/3/issue/ABC-1/watchers", [WATCHERS]),
        ("GET /rest/api/3/issue/ABC-1/watchers/", [WATCHERS]),
        (f"{GATEWAY}/ex/confluence/{UUID}/api/v2/pages/1", ["GET /wiki/api/v2/pages/{id}"]),
        ("/rest/api/3/user?username=x", ["GET /rest/api/3/user?username"]),
        ("/rest/api/3/user?accountId=x", ["GET /rest/api/3/user"]),
        ("/rest/api/latest/issue/ABC-1/watchers", ["GET /rest/api/latest/issue/{issueIdOrKey}/watchers"]),
        ("/rest/agile/latest/epic/1", ["GET /rest/agile/latest/epic/{epicIdOrKey}"]),
        (f"{SITE}/rest/greenhopper/1.0/xboard", ["GET /rest/greenhopper/1.0/xboard"]),
        (f"{SITE}/rest/builds/0.1/bulk", ["GET /rest/builds/0.1/bulk"]),
        (f"{GATEWAY}/jsm/ops/api/{UUID}/v1/alerts/7", [f"GET {GATEWAY}/jsm/ops/api/{{cloudId}}/v1/alerts/{{id}}"]),
        (f"/{ASSETS}", [f"GET {GATEWAY}/{ASSETS}", f"GET {GATEWAY}/ex/jira/{{cloudId}}/{ASSETS}"]),
        ("/_edge/tenant_info", ["GET /_edge/tenant_info"]),
    ],
)
def test_calls_as_people_write_them(text: str, expected: list[str]) -> None:
    """A row is named by a template; by a URL only where the path does not say which base is meant."""
    assert expected == names_of(text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("/rest/api/3/isue/A-1", 'does not publish GET /rest/api/3/isue/A-1; did you mean "GET /rest/api/3/issue/{iss'),
        ("/rest/api/user", 'did you mean "GET /rest/api/3/user" or "GET /wiki/rest/api/user"?'),
        ("/rest/agile/board", 'did you mean "GET /rest/agile/1.0/board"?'),
        (
            "/rest/api/3/issueLink",
            'publishes this path with POST only, and not with GET; did you mean "POST /rest/api/3',
        ),
        (
            "/api/v2/pages",
            '/wiki is missing: at the site every path of Confluence begins with /wiki; did you mean "GET /w',
        ),
        (
            f"{GATEWAY}/rest/api/3/myself",
            "The prefix /ex/jira/CLOUD_ID is missing: without it the gateway answers 404; ",
        ),
        (
            f"{GATEWAY}/ex/jira/mysite/rest/api/3/myself",
            "'mysite' is a name, but a cloud id is a UUID; write the cloud",
        ),
        ("https://jira.example.com/rest/api/3/myself", 'did you mean "GET /rest/api/3/myself"?'),
        ("/rest/api/3/watchers", "`token-conformance table --list watchers` shows what can be named"),
        ("/foo", "Atlassian does not publish GET /foo; `token-conformance table --list` shows what can be named"),
        ("https://api.bitbucket.org/2.0/user", "Bitbucket Cloud REST is neither at a site nor at the gateway"),
        ("https://www.example.com/foo", "is not a URL of Atlassian Cloud"),
    ],
)
def test_what_names_nothing_is_refused_in_one_line(text: str, message: str) -> None:
    """The line has what was meant, of both products if it could be either, or how to look for it."""
    with pytest.raises(UserError) as refused:
        names_of(text)
    assert message in str(refused.value)
    assert "\n" not in str(refused.value)


def test_what_a_reader_must_know_is_noted() -> None:
    """The successor of what is removed, for whom an operation is, the family of a base, and why nothing is known."""
    expected = {
        "GET /rest/api/3/search": "Atlassian has removed it (since 2025-08-01).",
        "GET /rest/api/3/uiModifications": "It is not for API tokens, but for Forge apps.",
        "GET /rest/greenhopper/1.0/x": "Of the family Jira Software internal reports (/rest/greenhopper). Instead: ",
        "GET /_edge/tenant_info": "It answers everyone, without a credential.",
        WATCHERS: "",
    }
    assert all(" ".join(named(read_call(text), TODAY)[0].notes).startswith(note) for text, note in expected.items())
    assert () == named(read_call(WATCHERS), TODAY)[0].notes


def test_what_answers_everyone_does_so_where_it_was_observed() -> None:
    """At the gateway nobody has seen it."""
    (one,) = named(read_call("/_edge/tenant_info"), TODAY)
    assert [(YES, OBSERVED), (UNKNOWN, "")] * 2 == [(cell.answer.says, cell.ground) for cell in one.answers.values()]


@pytest.mark.parametrize("name", NAMES[::40])
def test_a_path_with_real_ids_names_the_same_as_its_template(name: str) -> None:
    """Each parameter is filled in, the cloud id with a UUID."""
    assert names_of(name) == names_of(re.sub(r"\{\w+\}", "10001", name.replace("{cloudId}", UUID)))


def says(rows: tuple[Named, ...]) -> list[set[Says]]:
    """What the rows of a call say in each column."""
    return [{row.answers[column].answer.says for row in rows} for column in MATRIX]


@pytest.mark.slow
def test_every_operation_agrees_with_can_i_use() -> None:
    """For both token types at both URL forms, those of states that are about one parameter too."""
    queries = [f"{one.name}?{one.query}=x" for one in states().states if one.query]
    for name in (*NAMES, *queries):
        call = read_call(name)
        asked = [reply(call, token, form, None, TODAY) for token, form in MATRIX]
        assert [{item.answer.says for item in one.items} for one in asked] == says(named(call, TODAY)), name
