"""The Confluence of the tenant: its seeded content, and how it changes."""

from dataclasses import replace

import pytest

from token_conformance.edge.tenant.confluence import Confluence, TitleTakenError
from token_conformance.edge.tenant.seed.confluence import seeded_confluence
from token_conformance.edge.tenant.seed.jira import SEEDED_AT
from token_conformance.model.tenant import SEEDED


@pytest.fixture
def confluence() -> Confluence:
    """A fresh Confluence."""
    return seeded_confluence(SEEDED)


def test_seeding_is_always_the_same(confluence: Confluence) -> None:
    """Two fresh Confluences are equal in every id and time."""
    other = seeded_confluence(SEEDED)
    assert (other.spaces, other.contents, other.tasks) == (
        confluence.spaces,
        confluence.contents,
        confluence.tasks,
    )
    assert {SEEDED_AT} == {content.created for content in confluence.contents.values()}


def test_every_id_is_unique(confluence: Confluence) -> None:
    """No seeded or new resource gets an id that another one has."""
    home = confluence.contents[SEEDED.page_id]
    confluence.create("page", home.space, "Written", "", SEEDED.account_id)
    by_name = (confluence.spaces, confluence.contents, home.attachments)
    ids = [item.id for items in (home.labels, home.comments, confluence.tasks) for item in items]
    ids += [item.id for items in by_name for item in items.values()]
    assert sorted(set(ids)) == sorted(ids)


def test_the_second_space_has_another_key() -> None:
    """The keys of the two spaces differ for any key of the tenant's space."""
    keys = {space.key for space in seeded_confluence(replace(SEEDED, space_key="DOCS2")).spaces.values()}
    assert 2 == len(keys)


def test_a_write_is_dated_now(confluence: Confluence) -> None:
    """Only seeded content has the fixed time."""
    space = confluence.spaces[SEEDED.space_id]
    assert SEEDED_AT < confluence.create("page", space, "Written", "", SEEDED.account_id).created


def test_a_title_is_unique_for_its_type_and_space(confluence: Confluence) -> None:
    """A blog post may have the title of a page; a second page may not."""
    space = confluence.spaces[SEEDED.space_id]
    confluence.create("blogpost", space, "A guide", "", SEEDED.account_id)
    with pytest.raises(TitleTakenError):
        confluence.create("page", space, "A guide", "", SEEDED.account_id)


def test_the_next_version_of_a_file(confluence: Confluence) -> None:
    """A file with the same name keeps its id and gets the next version number."""
    home = confluence.contents[SEEDED.page_id]
    old = home.attachments["first.txt"]
    new = confluence.attach(home, SEEDED.account_id, "first.txt", media_type="text/plain", data=b"new")
    assert (old.id, 2, b"new") == (new.id, new.version, home.attachments["first.txt"].data)


def test_tasks_are_numbered_by_page(confluence: Confluence) -> None:
    """The first task of another page has the number 1."""
    other = confluence.of_type("page")[1]
    confluence.add_task(other, SEEDED.account_id, "Do")
    assert ["1", "2", "1"] == [task.local_id for task in confluence.tasks]
