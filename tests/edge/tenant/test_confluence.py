"""The Confluence of the tenant: what a fresh one holds, and what writes do to it."""

from dataclasses import replace

import pytest

from token_conformance.edge.tenant.confluence import Confluence, TitleTakenError
from token_conformance.edge.tenant.seed import SEEDED_AT, seeded_confluence
from token_conformance.model.tenant import SEEDED


@pytest.fixture
def confluence() -> Confluence:
    """A fresh Confluence."""
    return seeded_confluence(SEEDED)


def test_two_fresh_ones_are_alike(confluence: Confluence) -> None:
    """Nothing in a fresh Confluence depends on when or in what order it was made."""
    other = seeded_confluence(SEEDED)
    assert (other.spaces, other.contents, other.tasks) == (
        confluence.spaces,
        confluence.contents,
        confluence.tasks,
    )
    assert {SEEDED_AT} == {content.created for content in confluence.contents.values()}


def test_every_id_is_given_once(confluence: Confluence) -> None:
    """Neither a seeded nor a written thing gets an id that another has."""
    home = confluence.contents[SEEDED.page_id]
    confluence.create("page", home.space, "Written", "", SEEDED.account_id)
    named = (confluence.spaces, confluence.contents, home.attachments)
    ids = [thing.id for things in (home.labels, home.comments, confluence.tasks) for thing in things]
    ids += [thing.id for things in named for thing in things.values()]
    assert sorted(set(ids)) == sorted(ids)


def test_the_second_space_has_a_key_of_its_own() -> None:
    """Whatever the tenant calls its space, the other one is called otherwise."""
    keys = {space.key for space in seeded_confluence(replace(SEEDED, space_key="DOCS2")).spaces.values()}
    assert 2 == len(keys)


def test_a_write_is_dated_now(confluence: Confluence) -> None:
    """Only what came with the tenant has its fixed time."""
    space = confluence.spaces[SEEDED.space_id]
    assert SEEDED_AT < confluence.create("page", space, "Written", "", SEEDED.account_id).created


def test_a_title_is_unique_for_its_type_and_space(confluence: Confluence) -> None:
    """A blog post may be called like a page, a second page may not."""
    space = confluence.spaces[SEEDED.space_id]
    confluence.create("blogpost", space, "A guide", "", SEEDED.account_id)
    with pytest.raises(TitleTakenError):
        confluence.create("page", space, "A guide", "", SEEDED.account_id)


def test_the_next_version_of_a_file(confluence: Confluence) -> None:
    """A file of the same name keeps its id and counts its versions."""
    home = confluence.contents[SEEDED.page_id]
    old = home.attachments["first.txt"]
    new = confluence.attach(home, SEEDED.account_id, "first.txt", media_type="text/plain", data=b"new")
    assert (old.id, 2, b"new") == (new.id, new.version, home.attachments["first.txt"].data)


def test_tasks_are_numbered_by_page(confluence: Confluence) -> None:
    """The first task of another page is its number one."""
    other = confluence.of_type("page")[1]
    confluence.add_task(other, SEEDED.account_id, "Do")
    assert ["1", "2", "1"] == [task.local_id for task in confluence.tasks]
