"""The JSON of an explanation follows the schema that ships in the package; the text is 80 columns wide."""

import json
from importlib.resources import files

import httpx
import pytest
from jsonschema import Draft202012Validator

import token_conformance.advice.explanation
from symptoms import Symptom, symptoms
from token_conformance.advice import explain
from token_conformance.advice.explanation.causes import causes
from token_conformance.advice.explanation.document import FORMAT, document
from token_conformance.advice.explanation.text import text
from token_conformance.advice.paragraph import WIDTH

TOKEN = "MADE-" + "UP"
SCHEMA = json.loads(
    files(token_conformance.advice.explanation).joinpath("explanation.schema.json").read_text(encoding="utf-8")
)


def test_the_schema_is_strict_and_knows_every_cause() -> None:
    """It is a schema with the number of the format, and refuses a member that it does not know."""
    Draft202012Validator.check_schema(SCHEMA)
    assert FORMAT == SCHEMA["properties"]["format"]["const"]
    cause = SCHEMA["properties"]["causes"]["items"]
    assert list(causes()) == cause["properties"]["id"]["enum"]
    assert [False] * 3 == [one["additionalProperties"] for one in (SCHEMA, cause, SCHEMA["properties"]["next"])]


@pytest.mark.parametrize("symptom", symptoms()[::4], ids=lambda one: one.id)
def test_both_formats_are_whole(symptom: Symptom) -> None:
    """The JSON follows the schema, and no line of the text is too long but for an address."""
    found = explain(symptom.paste)
    Draft202012Validator(SCHEMA).validate(json.loads(document(found)))
    lines = text(found).splitlines()
    assert [] == [line for line in lines if len(line) > WIDTH and "https://" not in line]
    assert all(cause in text(found) for cause in (reason.cause.id for reason in found.reasons))


def test_the_curl_line_has_no_token_and_no_site() -> None:
    """It has variables in their place."""
    found = text(explain(f"curl -u me@example.com:{TOKEN} https://nobodys.atlassian.net/rest/api/3/issue/ABC-1 404"))
    assert '-u "$ATLASSIAN_EMAIL:$ATLASSIAN_TOKEN"' in found
    assert "nobodys" not in found


def test_an_answer_of_a_client_is_explained() -> None:
    """A program passes the answer itself."""
    url = "https://nobodys.atlassian.net/rest/api/3/issue/ABC-1"
    request = httpx.Request("GET", url, headers={"Authorization": "Basic ***"})
    headers = {"x-seraph-loginreason": "AUTHENTICATED_FAILED"}
    found = explain(httpx.Response(404, headers=headers, text="{}", request=request))
    assert "token-invalid" == found.reasons[0].cause.id


def test_the_operation_itself_is_named() -> None:
    """Its scopes, and what replaced it."""
    site, gateway = "https://nobodys.atlassian.net", "https://api.atlassian.com/ex/jira/CLOUD_ID"
    scopes = explain(f"GET {gateway}/rest/agile/1.0/board 401 Unauthorized; scope does not match")
    assert "read:board-scope:jira-software" in scopes.reasons[0].remedy
    gone = explain(f"GET {site}/rest/api/2/workflow/search 410")
    assert "In place of GET /rest/api/2/workflow/search use " in gone.reasons[0].remedy
