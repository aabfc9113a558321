"""Any query finds what somebody finds who looks at each content by hand."""

import operator
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from queries_by_hand import Record, Term, by_hand, in_order, orders_of, queries, written_order
from token_conformance.edge.tenant.rich.tenant import rich_tenant

Ask = Callable[..., httpx.Response]

SEARCH = "/wiki/rest/api/content/search"
EVERYTHING = "type in (page, blogpost, comment, attachment)"
EXPAND = "space,metadata.labels,history"
NAMES = ("type", "space", "label", "creator", "id", "title", "ancestor")
WORDS = {"and": ("AND", "and"), "or": ("OR", "Or"), "not": ("NOT", "not")}
SIGNS: Mapping[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
ORDERS: Mapping[str, Callable[[Record], Any]] = {
    "title": lambda content: min(content["title"]).casefold(),
    "created": lambda content: content["created"],
    "type": lambda content: min(content["type"]),
    "space": lambda content: min(content["space"]).casefold(),
}


class World:
    """The contents of a tenant as its caller sees them."""

    def __init__(self, ask: Ask) -> None:
        self.ask = ask
        self.records = {
            content["id"]: _record(content) | {"ancestor": self._ancestors(content)}
            for content in self.find(EVERYTHING, EXPAND)
        }

    def _ancestors(self, content: Mapping[str, Any]) -> set[str]:
        """The ids of the pages above a page; other contents have none."""
        if content["type"] != "page":
            return set()
        answer = self.ask("GET", f"/wiki/rest/api/content/{content['id']}", params={"expand": "ancestors"})
        return {page["id"] for page in answer.json()["ancestors"]}

    def find(self, cql: str, expand: str = "") -> list[Mapping[str, Any]]:
        """All contents that a query finds, page after page."""
        found: list[Mapping[str, Any]] = []
        while True:
            asked = {"cql": cql, "expand": expand, "limit": "250", "start": str(len(found))}
            answer = self.ask("GET", SEARCH, params=asked)
            assert 200 == answer.status_code, (cql, answer.text)
            found += answer.json()["results"]
            if "next" not in answer.json()["_links"]:
                return found

    def values(self, name: str) -> list[str]:
        """Every value that a content has in a field."""
        return sorted({value for record in self.records.values() for value in record[name]})


@pytest.fixture
def world(ask_state: Callable[..., Ask]) -> World:
    """A tenant with four spaces more than the seeded one, with trees of pages."""
    return World(ask_state(rich_tenant()))


def _record(content: Mapping[str, Any]) -> dict[str, Any]:
    return {
        **{name: {content[name]} for name in ("id", "type", "title")},
        "space": {content["space"]["key"]},
        "label": {label["name"] for label in content["metadata"]["labels"]["results"]},
        "creator": {content["history"]["createdBy"]["accountId"]},
        "created": datetime.fromisoformat(content["history"]["createdDate"][:19]).replace(tzinfo=UTC),
    }


@st.composite
def _conditions(draw: st.DrawFn, world: World) -> Term:
    """A field of names with one or with several, words of a title, or a day."""
    kind = draw(st.sampled_from(["names", "names", "title", "created"]))
    quote = draw(st.sampled_from(["'", '"']))
    if kind == "created":
        sign, day = draw(st.sampled_from(sorted(SIGNS))), draw(st.dates(date(2025, 12, 20), date(2026, 9, 1)))
        start = datetime(day.year, day.month, day.day, tzinfo=UTC)
        return Term(f"created {sign} {quote}{day}{quote}", lambda content: SIGNS[sign](content["created"], start))
    is_positive = draw(st.booleans())
    if kind == "title":
        word = draw(
            st.sampled_from(
                sorted({word for title in world.values("title") for word in title.split() if word.isalnum()})
            )
        )
        sign = "~" if is_positive else "!~"
        return Term(f"title {sign} {quote}{word}{quote}", lambda content: _holds_word(content, word) is is_positive)
    name = draw(st.sampled_from(NAMES))
    wanted = draw(st.lists(st.sampled_from(world.values(name)), min_size=1, max_size=3))
    if len(wanted) == 1:
        text = f"{name} {'=' if is_positive else '!='} {quote}{wanted[0]}{quote}"
    else:
        text = f"{name} {'in' if is_positive else 'not in'} ({', '.join(f'{quote}{each}{quote}' for each in wanted)})"
    return Term(text, lambda content: content[name].isdisjoint(wanted) is not is_positive)


def _holds_word(content: Record, word: str) -> bool:
    return word.casefold() in min(content["title"]).casefold()


@pytest.mark.slow
@by_hand
@given(data=st.data())
def test_a_query_finds_what_is_found_by_hand(data: st.DataObject, world: World) -> None:
    """In the order that is asked for, by several fields in either direction."""
    term, orders = data.draw(queries(_conditions(world), WORDS)), data.draw(orders_of(ORDERS))
    found = [
        world.records[content["id"]] for content in world.find(f"{EVERYTHING} AND ({term.text}){written_order(orders)}")
    ]
    expected = {id_ for id_, record in world.records.items() if term.holds(record)}
    assert expected == {id_ for record in found for id_ in record["id"]}
    assert found == in_order(found, orders, ORDERS)
