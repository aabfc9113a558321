"""Both formats of a diagnosis: the JSON follows its schema, the text is 80 columns wide, and neither has the token."""

import json
from base64 import b64encode
from importlib.resources import files

import pytest
from jsonschema import Draft202012Validator

import token_conformance.advice.diagnosis
from diagnosed import EMAIL, SITE, InProcess
from in_process_edge import ACCOUNT
from token_conformance.advice import Diagnosis, diagnose
from token_conformance.advice.diagnosis.document import FORMAT, document
from token_conformance.advice.diagnosis.obstacle import CAUSES
from token_conformance.advice.diagnosis.sign import Sign
from token_conformance.advice.diagnosis.text import text
from token_conformance.advice.diagnosis.words import names
from token_conformance.advice.explanation.causes import causes
from token_conformance.advice.paragraph import WIDTH
from token_conformance.catalogue.credentials import credential_kinds

SCHEMA = json.loads(
    files(token_conformance.advice.diagnosis).joinpath("diagnosis.schema.json").read_text(encoding="utf-8")
)
TOKENS = {
    "unscoped": ACCOUNT.unscoped,
    "jira": ACCOUNT.scoped_jira,
    "other scopes": f"{ACCOUNT.scoped_confluence}-OTHER-SCOPES",
    "invalid": ACCOUNT.invalid,
    "app password": "AT" + "BB" + "x" * 32,
    "oauth": "eyJ" + "0eXAi.e30.made-up",
}
CALLS = ("", "GET /rest/api/3/myself", "DELETE /rest/api/3/issue/SOFT-1", "GET /wiki/api/v2/pages/{id}")


def diagnosed(token: str, call: str = "", fault: str = "") -> Diagnosis:
    """A diagnosis against the edge."""
    return diagnose(SITE, token, EMAIL, call=call, get=InProcess([fault] if fault else []))


def test_the_schema_is_strict_and_knows_every_word() -> None:
    """It is a schema with the number of the format, and names what a diagnosis can."""
    Draft202012Validator.check_schema(SCHEMA)
    assert FORMAT == SCHEMA["properties"]["format"]["const"]
    assert [*CAUSES, None] == SCHEMA["properties"]["obstacle"]["enum"]
    assert list(Sign) == SCHEMA["$defs"]["seen"]["properties"]["sign"]["enum"]
    assert list(causes()) == SCHEMA["$defs"]["cause"]["properties"]["id"]["enum"]
    concluded = SCHEMA["properties"]["concluded"]
    assert list(credential_kinds()) == concluded["properties"]["kinds"]["items"]["enum"]
    assert [False, False] == [one["additionalProperties"] for one in (SCHEMA, concluded)]
    assert [*names("not-sent"), None] == SCHEMA["properties"]["call"]["anyOf"][1]["properties"]["not_sent"]["enum"]


@pytest.mark.parametrize(
    ("call", "fault"), [*((call, "") for call in CALLS), ("", "429@first=1"), ("", "reset@path=/ex/")]
)
@pytest.mark.parametrize("token", TOKENS.values(), ids=TOKENS)
def test_both_formats_are_whole(token: str, call: str, fault: str) -> None:
    """The JSON follows the schema; no line of the text is too long but for an address; the token is nowhere."""
    found = diagnosed(token, call, fault)
    Draft202012Validator(SCHEMA).validate(json.loads(document(found)))
    shown = text(found)
    assert [] == [line for line in shown.splitlines() if len(line) > WIDTH and "https://" not in line]
    encoded = b64encode(f"{EMAIL}:{token}".encode()).decode()
    for secret in (token, encoded, EMAIL):
        assert not any(secret in output for output in (shown, document(found), repr(found)))


def test_what_was_seen_and_what_is_concluded_are_told_apart() -> None:
    """The requests are listed at the end, and what was not tried says so."""
    shown = text(diagnosed(ACCOUNT.scoped_jira))
    before, seen = shown.split("What was seen: these requests were sent, and no other\n")
    assert 5 == seen.count("GET https://")
    assert "works (seen)" in before
    assert "is refused (not tried; reported" in before


def test_an_unscoped_token_gets_the_sentence_of_the_banner() -> None:
    """The sentence that a deprecation banner should have said comes with its source; other kinds do not get it."""
    shown = " ".join(text(diagnosed(ACCOUNT.unscoped)).split())
    assert "This token has no scopes, and Atlassian is deprecating this kind" in shown
    assert "(documented 2025-06-18, token form, quoted in CLOUD-12617" in shown
    assert "deprecat" not in text(diagnosed(ACCOUNT.scoped_jira))
    assert "deprecat" not in text(diagnosed(ACCOUNT.unscoped, fault="429@path=/ex/,after=1")), "its kind is open"


def test_the_curl_line_has_variables_in_place_of_the_login() -> None:
    """It is the call of the question if that works, at the address where it does."""
    assert diagnosed(ACCOUNT.unscoped).concluded.curl == (
        f'curl -sS -i \\\n  -u "$ATLASSIAN_EMAIL:$ATLASSIAN_TOKEN" \\\n  "https://{SITE}.atlassian.net/rest/api/3/myself"'
    )
    found = diagnosed(ACCOUNT.scoped_jira, "GET /rest/api/3/project/search")
    assert (
        f"https://api.atlassian.com/ex/jira/{found.concluded.cloud_id}/rest/api/3/project/search"
        in found.concluded.curl
    )
    assert (
        "Authorization: Bearer $ATLASSIAN_TOKEN"
        in diagnose(
            SITE, ACCOUNT.service_account, "robot@" + "serviceaccount.atlassian.com", get=InProcess()
        ).concluded.curl
    )


def test_the_owner_is_masked() -> None:
    """Enough to know it, and not enough to publish it."""
    assert "C*** C***, c***@e***.c***, account id ...0001" == diagnosed(ACCOUNT.unscoped).concluded.account
    assert "" == diagnosed(ACCOUNT.invalid).concluded.account


@pytest.mark.parametrize(
    ("token", "email", "why"),
    [
        (ACCOUNT.service_account, "robot@" + "serviceaccount.atlassian.com", "The e-mail address is that of a service"),
        ("AT" + "STT-made-up", "", "Such a token begins with ATSTT3xFfGF0 (claimed: "),
        (ACCOUNT.unscoped, EMAIL, f"{SITE}.atlassian.net knows the account."),
        (ACCOUNT.scoped_jira, EMAIL, f"api.atlassian.com knows the token, and {SITE}.atlassian.net reads it as nobody"),
        (TOKENS["other scopes"], EMAIL, "api.atlassian.com speaks of scopes only after it has accepted a token"),
    ],
)
def test_the_kind_says_what_it_follows_from(token: str, email: str, why: str) -> None:
    """With the evidence, if it is the shape of the token."""
    found = diagnose(SITE, token, email, get=InProcess())
    assert found.concluded.why[0].startswith(why)
    assert why in " ".join(text(found).split())
