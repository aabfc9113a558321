"""The part of CQL that the local model of Confluence knows."""

from datetime import UTC, datetime, timedelta

import pytest

from token_conformance.edge.products.api import ApiError
from token_conformance.edge.products.confluence.cql.fields import FIELDS, NOT_MODELLED, ORDERS
from token_conformance.edge.products.confluence.cql.query import Asker, parse
from token_conformance.edge.products.confluence.cql.subject import subjects
from token_conformance.edge.tenant.seed.confluence import seeded_confluence
from token_conformance.edge.tenant.seed.jira import SEEDED_AT
from token_conformance.model.tenant import SEEDED

HOME, GUIDE, NEWS, MORE, OTHER = (
    "Home of the documentation",
    "A guide",
    "News",
    "More news",
    "Home of the other space",
)
ALL = [HOME, GUIDE, NEWS, MORE, OTHER]
COMMENT = f"Re: {HOME}"
COLLEAGUE = f"{SEEDED.account_id}-colleague"
ASKER = Asker(SEEDED.account_id, {SEEDED.account_id, COLLEAGUE}, SEEDED_AT + timedelta(days=40))

SEEDED_CONFLUENCE = seeded_confluence(SEEDED)


def found(cql: str) -> list[str]:
    """The titles of what a query finds in the seeded tenant."""
    return [subject.title for subject in parse(cql, ASKER).find(subjects(SEEDED_CONFLUENCE))]


@pytest.mark.parametrize(
    ("cql", "titles"),
    [
        ("type = page", [HOME, GUIDE, OTHER]),
        ("type = 'page'", [HOME, GUIDE, OTHER]),
        ("TYPE=BLOGPOST", [NEWS, MORE]),
        ("type != page and type in (page, blogpost)", [NEWS, MORE]),
        ("type=comment", [COMMENT, COMMENT]),
        ("type = attachment", ["first.txt", "second.txt"]),
        ("type = space", ["Documentation", "Other"]),
        ("type in (space, blogpost) AND space = DOCS", [NEWS, MORE, "Documentation"]),
        ("type = whiteboard", []),
        ("space = DOCS and type = page", [HOME, GUIDE]),
        ("space.key = 'DOCS' and type = page", [HOME, GUIDE]),
        ('space in ("DOCS2", OTHER)', [OTHER]),
        ("space not in (DOCS2) and type in (page, blogpost)", [HOME, GUIDE, NEWS, MORE]),
        ("id = 98305", [HOME]),
        ("content = 98305", [HOME]),
        ("container = 98305 and type = attachment", ["first.txt", "second.txt"]),
        ("type = page AND ancestor = 98305", [GUIDE]),
        ("parent = 98305", [GUIDE]),
        ('title = "a guide"', [GUIDE]),
        ("title = 'a guide'", [GUIDE]),
        ('title ~ "home other" and type = page', [OTHER]),
        ("title ~ 'home' and type = page", [HOME, OTHER]),
        ('title !~ "news" AND type = "blogpost"', []),
        ('text ~ "welc*"', [HOME, OTHER]),
        ("text ~ '\"read on\"'", [GUIDE]),
        ('siteSearch ~ "guide"', [GUIDE]),
        ("label = first-label", [HOME]),
        ("label = first-label OR title = News", [HOME, NEWS]),
        ("type = page AND space = DOCS OR title = News", [HOME, GUIDE, NEWS]),
        ("type = page AND (space = DOCS2 OR title = News)", [OTHER]),
        ("NOT type = page AND type != comment AND type != attachment", [NEWS, MORE]),
        (r'title ~ "\"and\""', []),
        ("creator = currentUser() and type = page", [HOME, GUIDE, OTHER]),
        (f"creator = '{COLLEAGUE}'", []),
        (f"contributor in ({SEEDED.account_id}, currentUser()) and type = blogpost", [NEWS, MORE]),
        ("type = page order by title", [GUIDE, HOME, OTHER]),
        ("type = page ORDER BY title DESC", [OTHER, HOME, GUIDE]),
        ("type in (page, blogpost) order by type asc, title desc", [NEWS, MORE, OTHER, HOME, GUIDE]),
        ("type = blogpost order by lastmodified desc, id desc", [MORE, NEWS]),
    ],
)
def test_what_a_query_finds(cql: str, titles: list[str]) -> None:
    """Exactly these are found, in this order; a text may be in single or in double quotes."""
    assert titles == found(cql)


@pytest.mark.parametrize(
    ("comparison", "matches"),
    [
        ("created = 2026-01-05", True),
        ("created = '2026/01/05 09:00'", True),
        ("created != '2026-01-05'", False),
        ("created >= '2026-01-05 09:00'", True),
        ("created > '2026-01-05 09:00'", False),
        ("created < 2026-01-05", False),
        ("lastModified < now()", True),
        ("lastmodified > now('-7d')", False),
        ("lastmodified > now('-41d')", True),
        ("lastmodified > now('-6w') and lastmodified < now('-39d')", True),
        ("created < startOfDay('-39d')", True),
        ("created >= startOfDay('-40d') and created <= endOfDay('-40d')", True),
        ("created >= startOfMonth('-1M') and created <= endOfMonth('-1M')", True),
        ("created < startOfYear()", False),
        ("created > endOfYear('-1y')", True),
    ],
)
def test_times(comparison: str, matches: bool) -> None:
    """A date is a day in UTC; functions count from the time of the request, which is forty days after the seeding."""
    assert (ALL if matches else []) == found(f"type in (page, blogpost) and {comparison}")


def test_a_quoted_word_is_not_a_keyword() -> None:
    """A title may contain keywords and parentheses, and quotes after a backslash."""
    confluence = seeded_confluence(SEEDED)
    space = confluence.spaces[SEEDED.space_id]
    confluence.create("page", space, '"And" (or)', "", SEEDED.account_id)
    query = parse(r'title = "\"and\" (or)" AND type = page', ASKER)
    assert ['"And" (or)'] == [subject.title for subject in query.find(subjects(confluence))]


@pytest.mark.parametrize(
    ("cql", "near"),
    [
        ("", "the end of the query"),
        ("type", "the end of the query"),
        ("type =", "the end of the query"),
        ("type = page AND", "the end of the query"),
        ("(type = page", "the end of the query"),
        ("space in (DOCS", "the end of the query"),
        ("created > now('-7d'", "the end of the query"),
        ("type = page)", "')'"),
        ("type = page order title", "'title'"),
        ("type = page order by", "the end of the query"),
        ("type = page order by title title", "'title'"),
        ("type = page order by nothing", "'nothing'"),
        ("nothing = 1", "'nothing'"),
        ("'type' = page", "'type'"),
        ("type = nothing", "'nothing'"),
        ("type = =", "'='"),
        ("title > x", "'>'"),
        ("space ~ x", "'~'"),
        ("text = x", "'='"),
        ("created in (2026-01-05)", "'in'"),
        ("created > yesterday", "'yesterday'"),
        ("created > now('7 days')", "'7 days'"),
        ("created > now('-99999y')", "'-99999y'"),
        ("created > now('-1d', '-2d')", "'-2d'"),
        ('type = page "and" type = page', "'and'"),
        ("title not = x", "'='"),
        ('title = "open', """'"open'"""),
        ("title = 'open", """"'open\""""),
        ("(" * 10_000, "'('"),
        ("not " * 51 + "type = page", "'('"),
    ],
)
def test_what_is_not_cql_is_an_error_of_the_product(cql: str, near: str) -> None:
    """The message says where the query is no longer CQL."""
    with pytest.raises(ApiError) as caught:
        parse(cql, ASKER)
    assert 400 == caught.value.status
    assert near in caught.value.message


@pytest.mark.parametrize(
    ("cql", "named"),
    [
        *((f"{field} = x", field) for field in sorted(NOT_MODELLED)),
        ("content.property[a].b = 1", "content.property[a].b"),
        ("type = user", "users"),
        ("creator = 'jane'", "jane"),
        ("space = currentSpace()", "currentSpace"),
        ("id in (recentlyViewedContent(20, 0))", "recentlyViewedContent"),
        ("created > startOfWeek()", "startOfWeek"),
        ("text ~ 'this OR that'", "this OR that"),
        ("text ~ 'wor?d'", "wor?d"),
        *((f"type = page order by {field}", field) for field in sorted({*FIELDS, *NOT_MODELLED} - ORDERS.keys())),
    ],
)
def test_what_is_cql_but_not_modelled_is_said(cql: str, named: str) -> None:
    """It is never answered with an empty list; the sentence names what is not modelled."""
    with pytest.raises(ApiError) as caught:
        parse(cql, ASKER)
    assert 501 == caught.value.status
    assert named in caught.value.message


def test_months_are_those_of_the_calendar() -> None:
    """A month before the end of March is the end of February."""
    asker = Asker(SEEDED.account_id, {SEEDED.account_id}, datetime(2026, 3, 31, tzinfo=UTC))
    [before, after] = (parse(f"created {sign} now('-1M')", asker) for sign in "<>")
    confluence = seeded_confluence(SEEDED)
    confluence.fixed_time = datetime(2026, 2, 28, 1, tzinfo=UTC)
    created = confluence.create("page", confluence.spaces[SEEDED.space_id], "February", "", SEEDED.account_id)
    assert created.title in [subject.title for subject in after.find(subjects(confluence))]
    assert created.title not in [subject.title for subject in before.find(subjects(confluence))]
