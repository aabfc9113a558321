"""Rows that are read when they are asked for are what the whole file says."""

import tomllib
from importlib.resources import files

import pytest

import token_conformance.catalogue
from token_conformance.catalogue.credentials import credential_kinds
from token_conformance.catalogue.states import States, states
from token_conformance.model.on_demand import tables_of


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
