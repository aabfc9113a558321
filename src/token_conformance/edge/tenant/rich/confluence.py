"""The spaces of the rich tenant: four with trees of pages, blog posts and what can be on them."""

from collections.abc import Sequence
from typing import NamedTuple

from token_conformance.edge.tenant.confluence import Confluence
from token_conformance.edge.tenant.confluence_content import Content, Space
from token_conformance.edge.tenant.rich.clock import Clock, clock_of

_LABELS = ("decision", "how-to", "minutes", "reference")
_POSTS = ("What is new", "Who is new", "What comes next")


class _Plan(NamedTuple):
    key: str
    name: str
    chapters: Sequence[str]


_PLANS = (
    _Plan("ENG", "Engineering", ("Architecture", "Guides", "Meetings", "Runbooks", "Standards")),
    _Plan("HR", "People", ("Benefits", "Hiring", "Onboarding", "Travel")),
    _Plan("SALES", "Sales", ("Campaigns", "Customers", "Prices")),
    _Plan("TEAM", "Team", ("Decisions", "Retrospectives")),
)
_SECTIONS = ("Overview", "First steps", "Questions and answers", "Checklist", "History")


def add_spaces(confluence: Confluence, people: Sequence[str]) -> None:
    """Add the spaces."""
    with clock_of(confluence) as clock:
        for place, plan in enumerate(_PLANS):
            space = confluence.create_space(plan.key, plan.name, people[place], f"The space of {plan.name}.")
            _add_tree(confluence, clock, space, plan, people)
            _add_posts(confluence, clock, space, people)


def _add_tree(confluence: Confluence, clock: Clock, space: Space, plan: _Plan, people: Sequence[str]) -> None:
    """Add a page for each chapter below the home page, and one for each section below that."""
    home = confluence.contents[space.homepage_id]
    for chapter in plan.chapters:
        clock.tick()
        above = _page(confluence, home, chapter, people)
        for section in _SECTIONS:
            clock.tick()
            below = _page(confluence, above, f"{chapter}: {section}", people)
            if section == "History":
                _page(confluence, below, f"{chapter}: Earlier history", people)


def _page(confluence: Confluence, above: Content, title: str, people: Sequence[str]) -> Content:
    number = len(confluence.contents)
    author = people[number % len(people)]
    page = confluence.create("page", above.space, title, f"<p>About: {title}.</p>", author, parent_id=above.id)
    _fill(confluence, page, number, people)
    return page


def _fill(confluence: Confluence, page: Content, number: int, people: Sequence[str]) -> None:
    """Put labels, comments, a task, files and versions on a content, on each another number of them."""
    for label in _LABELS[: number % 3]:
        confluence.add_label(page, label)
    for each in range(30 if page.title == "Meetings" else number % 3):
        comment = confluence.add_comment(page, people[each % len(people)], f"<p>Remark {each + 1}.</p>")
        if each == 1:
            confluence.add_comment(page, page.author, "<p>Agreed.</p>", comment.id)
    for each in range(number % 4 if page.title != "Guides" else 28):
        content = f"File {each + 1} of {page.title}.\n".encode()
        confluence.attach(page, page.author, f"file-{each + 1}.txt", media_type="text/plain", data=content)
    if number % 5 == 0:
        confluence.add_task(page, page.author, f"Read {page.title} again")
    for version in range(number % 3):
        confluence.update(page, page.title, f"{page.body}<p>Addition {version + 1}.</p>", people[version])


def _add_posts(confluence: Confluence, clock: Clock, space: Space, people: Sequence[str]) -> None:
    for month in ("January", "February"):
        for title in _POSTS:
            clock.tick()
            words = f"{title} in {month}"
            post = confluence.create("blogpost", space, words, f"<p>{words}.</p>", people[len(words) % len(people)])
            _fill(confluence, post, len(confluence.contents), people)
