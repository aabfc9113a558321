"""Templates, in version 1 of Confluence's API."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from token_conformance.model.tenant import Tenant

Ask = Callable[..., httpx.Response]

API = "/wiki/rest/api"
BODY = {"storage": {"value": "<p>A</p>", "representation": "storage"}}
NEW: dict[str, Any] = {"name": "Minutes", "templateType": "page", "body": BODY}


def test_a_template(ask: Ask, tenant: Tenant) -> None:
    """It is created in a space, listed there and not for the site, changed, and deleted."""
    space = {"space": {"key": tenant.space_key}}
    made = ask("POST", f"{API}/template", json=NEW | space).json()
    url = f"{API}/template/{made['templateId']}"
    assert (tenant.space_key, False) == (made["space"]["key"], "body" in made)
    lists = [ask("GET", f"{API}/template/page{more}").json() for more in (f"?spaceKey={tenant.space_key}", "")]
    assert [1, 0] == [one["size"] for one in lists]
    change = NEW | space | {"templateId": made["templateId"], "name": "Notes", "description": "Short"}
    assert 200 == ask("PUT", f"{API}/template", json=change).status_code
    read = ask("GET", f"{url}?expand=body").json()
    assert ("Notes", "Short", "<p>A</p>") == (read["name"], read["description"], read["body"]["storage"]["value"])
    assert [204, 404] == [ask("DELETE", url).status_code for _ in range(2)]


@pytest.mark.parametrize(
    ("more", "status"), [({"templateType": "blogpost"}, 400), ({"name": ""}, 400), ({"space": {"key": "NONE"}}, 404)]
)
def test_a_template_that_cannot_be(ask: Ask, more: dict[str, Any], status: int) -> None:
    """It is of pages, has a name, and belongs to a space that exists."""
    assert status == ask("POST", f"{API}/template", json=NEW | more).status_code


def test_there_are_no_blueprints(ask: Ask, tenant: Tenant) -> None:
    """Apps bring them along, and the tenant has none; the space must exist."""
    assert 0 == ask("GET", f"{API}/template/blueprint?spaceKey={tenant.space_key}").json()["size"]
    assert 404 == ask("GET", f"{API}/template/blueprint?spaceKey=NONE").status_code


@pytest.mark.parametrize("what", ["views", "viewers"])
def test_nobody_views_a_page(ask: Ask, tenant: Tenant, what: str) -> None:
    """The count of a page is 0, and an unknown content has none."""
    url = f"{API}/analytics/content"
    assert {"id": int(tenant.page_id), "count": 0} == ask("GET", f"{url}/{tenant.page_id}/{what}").json()
    assert 404 == ask("GET", f"{url}/0/{what}").status_code
