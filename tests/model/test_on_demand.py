"""Values are made when they are asked for."""

import pytest

from token_conformance.model.on_demand import OnDemand, tables_of


@pytest.fixture
def made() -> list[str]:
    """What was made, in this order."""
    return []


@pytest.fixture
def doubled(made: list[str]) -> OnDemand[str, str, str]:
    """A mapping that notes what it makes."""

    def make(source: str) -> str:
        made.append(source)
        return source * 2

    return OnDemand({"a": "x", "b": "y"}, make)


def test_a_value_is_made_once_and_only_if_it_is_asked_for(doubled: OnDemand[str, str, str], made: list[str]) -> None:
    """To know of a key, or to count or list them, nothing is made."""
    assert ["a", "b"] == list(doubled)
    assert (2, True, False) == (len(doubled), "a" in doubled, "c" in doubled)
    assert [] == made
    assert ["yy", "yy"] == [doubled["b"], doubled["b"]]
    assert ["y"] == made


def test_it_equals_the_mapping_of_all_values(doubled: OnDemand[str, str, str]) -> None:
    """So it is used as any other; an unknown key has no value."""
    assert {"a": "xx", "b": "yy"} == doubled
    assert doubled.get("c") is None
    with pytest.raises(KeyError):
        doubled["c"]


def test_a_table_is_found_with_its_header() -> None:
    """The text before the first one is left out, and a table inside of one belongs to it."""
    text = "# notes\n\n[[a]]\nx = 1\n[[a.b]]\ny = 2\n\n[[a]]\nx = 3\n"
    assert ["[[a]]\nx = 1\n[[a.b]]\ny = 2\n\n", "[[a]]\nx = 3\n"] == tables_of(text, "a")
