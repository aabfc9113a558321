"""Rows are read when they are asked for, and then are what the whole file says."""

import tomllib
from importlib.resources import files

import pytest

import token_conformance.catalogue
from token_conformance.catalogue.credentials import credential_kinds
from token_conformance.catalogue.on_demand import OnDemand, tables_of
from token_conformance.catalogue.states import States, states


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


@pytest.mark.parametrize(("file", "name"), [("states.toml", "operation"), ("credentials.toml", "credential")])
def test_each_table_alone_is_what_it_is_in_its_file(file: str, name: str) -> None:
    """A table that begins otherwise, or a text with such a header in it, would be seen here."""
    text = files(token_conformance.catalogue).joinpath(file).read_text(encoding="utf-8")
    alone = [row for table in tables_of(text, name) for row in tomllib.loads(table)[name]]
    assert tomllib.loads(text) == {name: alone}


def test_every_row_has_the_key_by_which_it_is_found() -> None:
    """The first lines of a row are read without the rest."""
    assert all(one is states().find(one.method, one.path, one.query and f"{one.query}=x") for one in states().states)
    assert all(id_ == kind.id for id_, kind in credential_kinds().items())


def test_a_row_that_does_not_begin_with_its_key_is_refused() -> None:
    """It would never be found."""
    with pytest.raises(ValueError, match="a row does not begin with its method, path and query"):
        States('[[operation]]\npath = "/x"\nmethod = "GET"\n')
