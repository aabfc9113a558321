"""What the program does in Confluence; each function returns the lines that its user sees."""

from collections.abc import Iterable
from typing import Any

import httpx

from either_token.program.lists import by_link, read

_API = "/wiki/api/v2"


def list_spaces(client: httpx.Client) -> Iterable[str]:
    """Every space that the user may see."""
    return [f"{space['key']}  {space['name']}" for space in by_link(client, f"{_API}/spaces")]


def get_page(client: httpx.Client, page_id: str) -> Iterable[str]:
    """A page."""
    return [_page(read(client, f"{_API}/pages/{page_id}"))]


def create_page(client: httpx.Client, space_id: str, title: str) -> Iterable[str]:
    """Create a page."""
    body = {"representation": "storage", "value": "<p></p>"}
    page = {"spaceId": space_id, "status": "current", "title": title, "body": body}
    return [_page(client.post(f"{_API}/pages", json=page).raise_for_status().json())]


def _page(page: dict[str, Any]) -> str:
    links = page["_links"]
    return f"{page['id']}  {page['title']}  {links['base']}{links['webui']}"
