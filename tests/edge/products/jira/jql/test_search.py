"""What is not JQL is refused as Jira does, and what the model does not know of JQL is answered with 501."""

from collections.abc import Callable

import httpx
import pytest

from for_each import for_each
from token_conformance.edge.products.jira.jql.choices import KNOWN_FUNCTIONS
from token_conformance.edge.products.jira.jql.fields import FIELDS, NOT_MODELLED
from token_conformance.edge.products.jira.jql.order import KEYS
from token_conformance.edge.tenant.state import State

Ask = Callable[..., httpx.Response]

PATH = "/rest/api/3/search/jql"
NO_FIELD = "Field 'colour' does not exist or you do not have permission to view it."
EXPECTED_VALUE = "Error in the JQL Query: Expecting either a value, list or function but"
EXPECTED_OPERATOR = "Error in the JQL Query: Expecting operator but"


@for_each(
    "jql, expected",
    [
        ("", "Unbounded JQL queries are not allowed here."),
        ("ORDER BY created", "Unbounded JQL queries are not allowed here."),
        ("project = NONE", "The value 'NONE' does not exist for the field 'project'."),
        ("key = NONE-1", "An issue with key 'NONE-1' does not exist for field 'key'."),
        ("sprint = None", "Sprint with name 'None' does not exist or you do not have permission to view it."),
        ("colour = red", NO_FIELD),
        ("cf[10001] = 3", "Field 'cf[10001]' does not exist or you do not have permission to view it."),
        ("type = Idea ORDER BY colour", NO_FIELD),
        ("type = Idea ORDER BY comment", "Not able to sort using field 'comment'."),
        ("assignee in nobodysFunction(1)", "Unable to find JQL function 'nobodysFunction(1)'."),
        ("created > nobodysFunction()", "Unable to find JQL function 'nobodysFunction()'."),
        ("assignee in membersOf(strangers)", "The group 'strangers' of the function 'membersOf' does not exist."),
        ("project", f"{EXPECTED_OPERATOR} the query ended."),
        ("project Idea", f"{EXPECTED_OPERATOR} got 'Idea'."),
        ("project =", f"{EXPECTED_VALUE} the query ended. (line 1, character 10)"),
        ("project =\n and", f"{EXPECTED_VALUE} got 'and'. (line 2, character 2)"),
        ("project = (", f"{EXPECTED_VALUE} got '('."),
        ("project in X", "Expecting '(' but got 'X'."),
        ("project in (IDEA", "Expecting ')' but the query ended."),
        ("(type = Idea", "Expecting ')' but the query ended."),
        ("type = Idea)", "Expecting either 'OR' or 'AND' but got ')'."),
        ("type = Idea type = Bug", "Expecting either 'OR' or 'AND' but got 'type'."),
        ("= Idea", "Expecting a field name but got '='."),
        ("assignee is caller", "Expecting 'EMPTY' or 'NULL' but got 'caller'."),
        ("type = Idea ORDER created", "Expecting 'BY' but got 'created'."),
        ("type = Idea ORDER BY", "Expecting a field name but the query ended."),
        ("type = 'Idea", "The quoted string 'Idea' has not been completed. (line 1, character 8)"),
        ("'", "The quoted string '' has not been completed. (line 1, character 1)"),
        ("summary ~ \\", "'\\' is an illegal JQL escape sequence."),
        ("assignee = me@example.com", "The character '@' is a reserved JQL character."),
        ("project ~ IDEA", "The operator '~' is not supported by the 'project' field."),
        ("project > IDEA", "The operator '>' is not supported by the 'project' field."),
        ("summary = X", "The operator '=' is not supported by the 'summary' field."),
        ("created ~ now", "The operator '~' is not supported by the 'created' field."),
        ("comment is EMPTY", "The operator 'is' is not supported by the 'comment' field."),
        ("summary ~ ''", "The field 'summary' does not support searching for an empty string."),
        ("created > yesterday", "Date value 'yesterday' for field 'created' is invalid."),
        ("created > 2026-02-30", "Date value '2026-02-30' for field 'created' is invalid."),
        ("created > '-99999w 99999w'", "Date value '-99999w 99999w' for field 'created' is invalid."),
        ("created > startOfDay(soon)", "Increment 'soon' for function 'startOfDay' is invalid."),
        ("created > startOfDay(-99999y)", "Increment '-99999y' for function 'startOfDay' is invalid."),
        ("votes = many", "'many' is an invalid value for the field 'votes': it must be a whole number."),
    ],
)
@pytest.mark.parametrize("tenant", ["seeded"], indirect=True)
def test_what_is_not_jql_is_refused(ask: Ask, jql: str, expected: str) -> None:
    """One message says what is wrong and where."""
    answer = ask("GET", PATH, params={"jql": jql})
    assert 400 == answer.status_code
    [message] = answer.json()["errorMessages"]
    assert expected in message


@for_each(
    "jql, expected",
    [
        *((f'"{field}" is EMPTY', f"the field {field} of JQL.") for field in sorted(NOT_MODELLED)),
        ("status WAS Done", "the operator WAS of JQL."),
        ("status changed", "the operator CHANGED of JQL."),
        ("issue in issueHistory()", "the JQL function issueHistory() for the field issue."),
        ("created > currentLogin()", "the JQL function currentLogin() for the field created."),
        ("key > IDEA-1", "> for the field key."),
        ("fixVersion < '1.0'", "< for the field fixVersion."),
        ("summary ~ 'roam~'", "'~' in a search of texts by JQL."),
        ("text ~ 'one OR two'", "'OR' in a search of texts by JQL."),
        ("text ~ '-one'", "'-one' in a search of texts by JQL."),
        ("type = Idea ORDER BY sprint", "how Jira sorts by the field sprint."),
        ("(" * 200 + "type = Idea" + ")" * 200, "a query nested more than 100 deep."),
    ],
)
@pytest.mark.parametrize("tenant", ["seeded"], indirect=True)
def test_what_is_not_modelled_is_no_wrong_answer(ask: Ask, jql: str, expected: str) -> None:
    """What Jira knows and the model does not is answered with 501, and never with an empty list."""
    answer = ask("GET", PATH, params={"jql": jql})
    assert (501, f"The local model does not know {expected}\n") == (answer.status_code, answer.text)


@for_each("name", sorted(KNOWN_FUNCTIONS))
@for_each("field", ["issue", "assignee", "fixVersion", "sprint", "project", "created"])
@pytest.mark.parametrize("tenant", ["seeded"], indirect=True)
def test_a_documented_function_is_served_or_not_modelled(ask: Ask, field: str, name: str) -> None:
    """No documented function is refused as if Jira did not know it."""
    answer = ask("GET", PATH, params={"jql": f"{field} in {name}()"})
    assert (answer.status_code in {200, 501}) or "does not exist" in answer.text


def test_each_field_is_sorted_by_or_refused(ask: Ask, state: State) -> None:
    """ORDER BY takes every field of the model, but those that are searched for words or have no order."""
    statuses = {
        name: ask("GET", PATH, params={"jql": f"project = {state.tenant.project_key} ORDER BY {name}"}).status_code
        for name in {*FIELDS, *KEYS, *NOT_MODELLED}
        if " " not in name
    }
    assert {200} == {statuses[name] for name in KEYS}
    assert {501} == {statuses[name] for name in NOT_MODELLED if name in statuses}
    assert {400, 501} >= {statuses[name] for name in FIELDS if name not in KEYS}
