"""The content of the Confluence of a fresh tenant: everything that its names refer to, and a few more resources."""

from itertools import count

from token_conformance.edge.tenant.confluence import Confluence
from token_conformance.edge.tenant.confluence_content import Content, Space, Version
from token_conformance.edge.tenant.seed.jira import SEEDED_AT
from token_conformance.model.tenant import Tenant


def seeded_confluence(tenant: Tenant) -> Confluence:
    """A Confluence with every resource that the tenant's names refer to; every list has at least two items."""
    confluence = Confluence(count(max(int(tenant.space_id), int(tenant.page_id)) + 1), fixed_time=SEEDED_AT)
    author = tenant.account_id
    space = Space(tenant.space_id, tenant.space_key, "Documentation", tenant.page_id, author, SEEDED_AT)
    confluence.spaces[space.id] = space
    home = _home(confluence, space, "Home of the documentation")
    _activity(confluence, home)
    confluence.create("page", space, "A guide", "<p>Read on.</p>", author, parent_id=home.id)
    for title in ("News", "More news"):
        confluence.create("blogpost", space, title, "<p>It works.</p>", author)
    _second_space(confluence, f"{tenant.space_key}2", author)
    confluence.fixed_time = None
    return confluence


def _activity(confluence: Confluence, page: Content) -> None:
    for number in ("first", "second"):
        confluence.add_comment(page, page.author, f"<p>A {number} comment.</p>")
        confluence.add_label(page, f"{number}-label")
        confluence.add_task(page, page.author, f"A {number} thing to do")
        confluence.attach(page, page.author, f"{number}.txt", media_type="text/plain", data=b"Made with the tenant.\n")


def _second_space(confluence: Confluence, key: str, author: str) -> None:
    space_id, homepage_id = confluence.next_id(), confluence.next_id()
    space = Space(space_id, key, "Other", homepage_id, author, SEEDED_AT)
    confluence.spaces[space_id] = space
    _home(confluence, space, "Home of the other space")


def _home(confluence: Confluence, space: Space, title: str) -> Content:
    first = Version(1, title, "<p>Welcome.</p>", space.author, SEEDED_AT)
    home = Content(space.homepage_id, [first], "page", space)
    confluence.contents[home.id] = home
    return home
