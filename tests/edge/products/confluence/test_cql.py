"""The part of CQL that the local model of Confluence supports."""

from dataclasses import replace

import pytest

from token_conformance.edge.products.api import ApiError
from token_conformance.edge.products.confluence.cql import matcher
from token_conformance.edge.tenant.seed import seeded_confluence
from token_conformance.model.tenant import SEEDED

HOME, GUIDE, NEWS, MORE, OTHER = (
    "Home of the documentation",
    "A guide",
    "News",
    "More news",
    "Home of the other space",
)

SEEDED_CONFLUENCE = seeded_confluence(SEEDED)


@pytest.mark.parametrize(
    ("cql", "titles"),
    [
        ("type = page", [HOME, GUIDE, OTHER]),
        ("TYPE=BLOGPOST", [NEWS, MORE]),
        ("type != page", [NEWS, MORE]),
        ("space = DOCS and type = page", [HOME, GUIDE]),
        ('space in ("DOCS2", OTHER)', [OTHER]),
        ("space not in (DOCS2)", [HOME, GUIDE, NEWS, MORE]),
        ("id = 98305", [HOME]),
        ("content = 98305", [HOME]),
        ("type = page AND ancestor = 98305", [GUIDE]),
        ('title = "a guide"', [GUIDE]),
        ('title ~ "home other"', [OTHER]),
        ("title ~ 'home'", []),
        ('title !~ "news" AND type = "blogpost"', []),
        ('text ~ "welc*"', [HOME, OTHER]),
        ('siteSearch ~ "guide"', [GUIDE]),
        ("label = first-label", [HOME]),
        ("label = first-label OR title = News", [HOME, NEWS]),
        ("type = page AND space = DOCS OR title = News", [HOME, GUIDE, NEWS]),
        ("type = page AND (space = DOCS2 OR title = News)", [OTHER]),
        ("NOT type = page", [NEWS, MORE]),
        ("NOT (type = page OR title = News)", [MORE]),
        (r'title ~ "\"and\""', []),
    ],
)
def test_what_a_query_finds(cql: str, titles: list[str]) -> None:
    """Exactly these contents of the seeded tenant match the query."""
    matches = matcher(cql, SEEDED_CONFLUENCE)
    assert titles == [content.title for content in SEEDED_CONFLUENCE.contents.values() if matches(content)]


def test_a_quoted_word_is_not_a_keyword() -> None:
    """A title may contain keywords and parentheses, and quotes after a backslash."""
    [content, *_] = SEEDED_CONFLUENCE.contents.values()
    matches = matcher(r'title = "\"and\" (or)" AND type = page', SEEDED_CONFLUENCE)
    assert matches(replace(content, title='"And" (or)'))
    assert not matches(content)


@pytest.mark.parametrize(
    ("cql", "near"),
    [
        ("", "the end of the query"),
        ("type", "the end of the query"),
        ("type =", "the end of the query"),
        ("type = page AND", "the end of the query"),
        ("(type = page", "the end of the query"),
        ("space in (DOCS", "the end of the query"),
        ("type = page)", "')'"),
        ("type = page order by title", "'order'"),
        ("lastmodified > 2024-01-01", "'lastmodified'"),
        ("title > x", "'>'"),
        ('type = page "and" type = page', "'and'"),
        ("title not = x", "'='"),
        ('title = "open', """'"open'"""),
        ("(" * 10_000, "'('"),
        ("not " * 51 + "type = page", "'('"),
    ],
)
def test_every_other_query_is_an_error(cql: str, near: str) -> None:
    """The message says where the query left the grammar."""
    with pytest.raises(ApiError) as caught:
        matcher(cql, SEEDED_CONFLUENCE)
    assert 400 == caught.value.status
    assert near in caught.value.message
