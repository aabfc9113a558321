"""What stands in a fresh tenant's Confluence: all that its names promise, and a second of each kind."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from token_conformance.edge.state.confluence_content import Content, Space
from token_conformance.tenant import Tenant

if TYPE_CHECKING:
    from token_conformance.edge.state.confluence import Confluence

SEEDED_AT = datetime(2026, 1, 5, 9, tzinfo=UTC)
"""When everything in a fresh tenant was made."""


def seed(confluence: "Confluence", tenant: Tenant) -> None:
    """Fill an empty Confluence for the tenant; every list gets a second entry, so that it can be paged."""
    author = tenant.account_id
    space = Space(tenant.space_id, tenant.space_key, "Documentation", tenant.page_id, author, SEEDED_AT)
    confluence.spaces[space.id] = space
    home = Content(tenant.page_id, "page", space, "Home of the documentation", "<p>Welcome.</p>", author, SEEDED_AT)
    confluence.contents[home.id] = home
    _on_page(confluence, home)
    confluence.create("page", space, "A guide", "<p>Read on.</p>", author, parent_id=home.id)
    for title in ("News", "More news"):
        confluence.create("blogpost", space, title, "<p>It works.</p>", author)
    _second_space(confluence, f"{tenant.space_key}2", author)


def _on_page(confluence: "Confluence", page: Content) -> None:
    for number in ("first", "second"):
        confluence.comment(page, page.author, f"<p>A {number} comment.</p>")
        confluence.label(page, f"{number}-label")
        confluence.add_task(page, page.author, f"A {number} thing to do")
        confluence.attach(page, page.author, f"{number}.txt", media_type="text/plain", data=b"Made with the tenant.\n")


def _second_space(confluence: "Confluence", key: str, author: str) -> None:
    space_id, homepage_id = confluence.next_id(), confluence.next_id()
    space = Space(space_id, key, "Other", homepage_id, author, SEEDED_AT)
    confluence.spaces[space_id] = space
    home = Content(homepage_id, "page", space, "Home of the other space", "<p>Welcome.</p>", author, SEEDED_AT)
    confluence.contents[home.id] = home
