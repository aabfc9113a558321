"""Any query finds what somebody finds who looks at each issue by hand, with truth, untruth and "it has no value"."""

import operator
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from queries_by_hand import Term, Truth, by_hand, in_order, orders_of, queries, written_order
from token_conformance.edge.tenant.rich.tenant import rich_tenant

Ask = Callable[..., httpx.Response]
Record = Mapping[str, Any]
"""An issue as its answer shows it: sets of names, a number, and times."""

SETS = ("project", "status", "priority", "issuetype", "labels", "component", "fixVersion", "assignee", "key")
SIGNS: Mapping[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
NEVER = datetime.max.replace(tzinfo=UTC)
WORDS = {"and": ("AND", "and", "&&"), "or": ("OR", "Or", "||"), "not": ("NOT", "not", "!")}
ORDERS: Mapping[str, Callable[[Record], Any]] = {
    "key": lambda issue: issue["number"],
    "summary": lambda issue: issue["summary"].casefold(),
    "created": lambda issue: issue["created"],
    "due": lambda issue: issue["due"] or NEVER,
}


class World:
    """The issues of a tenant as its caller sees them, and its priorities, the highest first."""

    def __init__(self, ask: Ask) -> None:
        self.ask = ask
        self.records = {issue["key"]: _record(issue) for issue in self.find("project is not EMPTY", "*all")}
        self.due = sorted({record["due"] for record in self.records.values() if record["due"]})
        self.priorities = [each["name"] for each in ask("GET", "/rest/api/3/priority").json()]

    def find(self, jql: str, fields: str) -> list[Mapping[str, Any]]:
        """All issues that a query finds, page after page."""
        found: list[Mapping[str, Any]] = []
        more: Mapping[str, str] = {}
        while True:
            parameters = {"jql": jql, "fields": fields, "maxResults": "40", **more}
            answer = self.ask("GET", "/rest/api/3/search/jql", params=parameters)
            assert 200 == answer.status_code, (jql, answer.text)
            found += answer.json()["issues"]
            if "nextPageToken" not in answer.json():
                return found
            more = {"nextPageToken": answer.json()["nextPageToken"]}

    def values(self, name: str) -> list[str | None]:
        """Every value that an issue has in a field, and None for no value."""
        return [None, *sorted({value for record in self.records.values() for value in record[name]})]


@pytest.fixture
def world(ask_state: Callable[..., Ask]) -> World:
    """A tenant with 60 issues more than the seeded one, of which some have votes."""
    state = rich_tenant()
    for number, issue in enumerate(state.jira.issues.values()):
        issue.voters.extend(list(state.jira.users)[: number % 3])
    return World(ask_state(state))


def _record(issue: Mapping[str, Any]) -> Record:
    fields = issue["fields"]
    project, _, number = issue["key"].rpartition("-")
    due = fields["duedate"]
    return {
        "key": {issue["key"]},
        "number": (project, int(number)),
        "summary": fields["summary"],
        "project": {fields["project"]["key"]},
        **{name: {fields[name]["name"]} for name in ("status", "priority", "issuetype")},
        "labels": set(fields["labels"]),
        "component": {each["name"] for each in fields["components"]},
        "fixVersion": {each["name"] for each in fields["fixVersions"]},
        "assignee": {fields["assignee"]["accountId"]} if fields["assignee"] else set(),
        "votes": fields["votes"]["votes"],
        "created": datetime.fromisoformat(fields["created"][:19]).replace(tzinfo=UTC),
        "due": datetime.fromisoformat(due).replace(tzinfo=UTC) if due else None,
    }


def _membership(name: str, wanted: Sequence[str | None], *, positive: bool) -> Callable[[Record], Truth]:
    """Whether one value of an issue is wanted; None among them stands for no value."""

    def holds(issue: Record) -> Truth:
        values = issue[name]
        if not values and None not in wanted:
            return None
        return (any(each in wanted for each in values) if values else True) is positive

    return holds


def _comparison(name: str, sign: str, limit: Any) -> Callable[[Record], Truth]:
    return lambda issue: None if issue[name] is None else SIGNS[sign](issue[name], limit)


def _one_of(name: str, limits: Sequence[Any], *, positive: bool) -> Callable[[Record], Truth]:
    return lambda issue: None if issue[name] is None else (issue[name] in limits) is positive


def _above(order: Sequence[str], sign: str, limit: str) -> Callable[[Record], Truth]:
    return lambda issue: SIGNS[sign](-order.index(*issue["priority"]), -order.index(limit))


@st.composite
def _of_names(draw: st.DrawFn, world: World) -> Term:
    """A field of names: with one of them, with several, or with none."""
    name = draw(st.sampled_from(SETS))
    sign, is_positive = draw(
        st.sampled_from([("=", True), ("!=", False), ("in", True), ("NOT in", False), ("is", True), ("is NOT", False)])
    )
    if "is" in sign:
        return Term(
            f"{name} {sign} {draw(st.sampled_from(['EMPTY', 'null']))}", _membership(name, [None], positive=is_positive)
        )
    quote = draw(st.sampled_from(["'", '"']))
    value = st.sampled_from(world.values(name))
    wanted = draw(st.lists(value, min_size=1, max_size=3)) if "in" in sign else [draw(value)]
    written = ["EMPTY" if each is None else f"{quote}{each}{quote}" for each in wanted]
    operand = f"({', '.join(written)})" if "in" in sign else written[0]
    return Term(f"{name} {sign} {operand}", _membership(name, wanted, positive=is_positive))


@st.composite
def _of_values(draw: st.DrawFn, world: World) -> Term:
    """A number, a day or a priority that is compared."""
    name, sign = draw(st.sampled_from(["votes", "created", "due", "priority"])), draw(st.sampled_from(sorted(SIGNS)))
    if name == "votes":
        number = draw(st.integers(0, 3))
        return Term(f"votes{sign}{number}", _comparison(name, sign, number))
    if name == "priority":
        other = draw(st.sampled_from(world.priorities))
        return Term(f"priority {sign} {other}", _above(world.priorities, sign, other))
    days = st.dates(date(2025, 12, 20), date(2026, 9, 1)).map(
        lambda day: datetime(day.year, day.month, day.day, tzinfo=UTC)
    )
    if name == "due" and draw(st.booleans()):
        limits = draw(st.lists(st.sampled_from(world.due) | days, min_size=1, max_size=2))
        is_positive = draw(st.booleans())
        written = ", ".join(f'"{limit:%Y-%m-%d}"' for limit in limits)
        return Term(
            f"due {'in' if is_positive else 'not in'} ({written})", _one_of("due", limits, positive=is_positive)
        )
    limit = draw(days)
    return Term(f'{name} {sign} "{limit:%Y-%m-%d}"', _comparison(name, sign, limit))


@pytest.mark.slow
@by_hand
@given(data=st.data())
def test_a_query_finds_what_is_found_by_hand(data: st.DataObject, world: World) -> None:
    """In the order that is asked for, by several fields in either direction."""
    term = data.draw(queries(_of_names(world) | _of_values(world), WORDS))
    orders = data.draw(orders_of(ORDERS))
    found = [world.records[issue["key"]] for issue in world.find(term.text + written_order(orders), "key")]
    expected = {key for key, record in world.records.items() if term.holds(record)}
    assert expected == {key for record in found for key in record["key"]}
    assert found == in_order(found, orders, ORDERS)
