"""The JSON follows the schema that ships in the package; the text fits a terminal; the Markdown has every call."""

import json
from importlib.resources import files
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import token_conformance.advice.least_scopes
from token_conformance.advice.least_scopes.answer import LeastScopes, of_judged, scopes
from token_conformance.advice.least_scopes.documents import document, markdown
from token_conformance.advice.least_scopes.judged import unknown_call
from token_conformance.advice.least_scopes.text import text
from token_conformance.catalogue.known import every_operation
from token_conformance.catalogue.scopes import Prefer

PACKAGE = files(token_conformance.advice.least_scopes)
SCHEMA = json.loads(PACKAGE.joinpath("scopes.schema.json").read_text(encoding="utf-8"))
MIXED = [
    "POST /rest/api/3/issue",
    "GET /rest/api/3/search",
    "GET /rest/agile/1.0/board",
    "GET /wiki/api/v2/pages/1",
    "GET /wiki/rest/api/content/1",
    "GET /rest/api/3/serverInfo",
    "POST /rest/api/3/webhook",
    "POST /rest/api/3/workflows/copy",
    "GET /jsm/assets/workspace/1/v1/object/1",
]
ANSWERS = {
    "one": scopes(["POST /rest/api/3/issue"]),
    "mixed": scopes(MIXED),
    "granular": scopes(MIXED, prefer=Prefer.GRANULAR),
    "had": scopes(MIXED, have=["manage:jira-project", "read:page:confluence"]),
    "none": scopes(["GET /_edge/tenant_info"]),
    "all": scopes(every_operation().values()),
    "traffic": of_judged([unknown_call("GET /rest/none/{...}", "nobody")], ignored={"pages and files": 3}),
}


@pytest.mark.parametrize("answer", ANSWERS.values(), ids=ANSWERS)
def test_the_json_follows_the_schema(answer: LeastScopes) -> None:
    """Each of its members is described."""
    Draft202012Validator(SCHEMA).validate(json.loads(document(answer)))


def test_the_schema_is_strict() -> None:
    """It is a schema, knows the number of the format, and refuses a member that it does not know."""
    Draft202012Validator.check_schema(SCHEMA)
    shown: dict[str, Any] = json.loads(document(ANSWERS["one"]))
    for wrong in ({**shown, "format": 2}, {**shown, "more": 1}):
        assert not Draft202012Validator(SCHEMA).is_valid(wrong)


@pytest.mark.parametrize("answer", ANSWERS.values(), ids=ANSWERS)
def test_the_text_fits_a_terminal(answer: LeastScopes) -> None:
    """Only the link and long paths are longer than 80 columns; the scopes come before everything else."""
    lines = text(answer).splitlines()
    assert [] == [line for line in lines if len(line) > 80 and len(line.split()) > 2]
    if answer.apps and answer.apps[0].needs:
        first = next(index for index, line in enumerate(lines) if line.startswith("  "))
        count = len(answer.apps[0].needs)
        assert list(answer.apps[0].scopes) == [line.strip() for line in lines[first : first + count]]


def test_what_a_person_must_know_is_said() -> None:
    """Two tokens, the doubts about the link, what is removed with its successor, and what nobody knows."""
    shown = " ".join(text(ANSWERS["mixed"]).split())
    for words in (
        "so these calls need two tokens",
        "Atlassian does not document this link",
        "one author links the form for the app jira (claimed)",
        "its id confluence is a guess",
        "Removed, so no scope opens it: GET /rest/api/3/search",
        "For apps only",
        "Its published scopes: ",
        "so the list may be too short: POST /rest/api/3/workflows/copy",
        "CLOUD_ID is what https://SITE.atlassian.net/_edge/tenant_info shows",
    ):
        assert words in shown


def test_more_scopes_than_a_token_holds_are_said() -> None:
    """With the grade of that number, which is a claim."""
    shown = " ".join(text(ANSWERS["all"]).split())
    assert "said to hold at most 50 scopes (claimed, community.developer.atlassian.com, thread 97204)" in shown
    assert "at most 50" not in text(ANSWERS["mixed"])


def test_what_a_token_lacks_and_does_not_need_is_listed() -> None:
    """A token that has all of it is praised in one line."""
    shown = text(ANSWERS["had"])
    assert "The token lacks:\n  read:board-scope:jira-software\n" in shown
    assert "The token has without need:\n  manage:jira-project\n" in shown
    assert "The token has all that it needs." in text(scopes(MIXED[:1], have=["write:jira-work"]))


@pytest.mark.parametrize("answer", ANSWERS.values(), ids=ANSWERS)
def test_the_markdown_names_every_scope_and_call(answer: LeastScopes) -> None:
    """Each table has rows of one length."""
    shown = markdown(answer)
    assert [] == [need.scope for app in answer.apps for need in app.needs if f"| `{need.scope}` |" not in shown]
    assert [] == [call.name for call in answer.calls if f"`{call.name}`" not in shown]


def test_scopes_that_open_the_same_calls_have_these_once() -> None:
    """Five granular scopes of one call are one reason."""
    shown = text(scopes(["POST /rest/api/3/issue"], prefer=Prefer.GRANULAR))
    assert 1 == shown.count("POST /rest/api/3/issue")
