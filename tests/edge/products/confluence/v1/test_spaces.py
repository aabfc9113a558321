"""Spaces, and what a search finds, in version 1 of Confluence's API."""

from collections.abc import Callable

import httpx
import pytest

from token_conformance.model.tenant import Tenant

Ask = Callable[..., httpx.Response]

API = "/wiki/rest/api"


def test_the_content_of_a_space(ask: Ask, tenant: Tenant) -> None:
    """It is listed by kind, or one kind at a time; with `depth=root` only pages that have none above them."""
    url = f"{API}/space/{tenant.space_key}/content"
    both = ask("GET", url).json()
    assert (2, 2) == (both["page"]["size"], both["blogpost"]["size"])
    first = ask("GET", f"{url}?limit=1").json()["page"]
    rest = ask("GET", f"/wiki{first['_links']['next']}").json()["results"]
    assert [one["id"] for one in both["page"]["results"]] == [one["id"] for one in first["results"] + rest]
    assert 0 == ask("GET", f"{url}?start=2").json()["page"]["size"]
    [home] = ask("GET", f"{url}/page?depth=root").json()["results"]
    assert tenant.page_id == home["id"]
    assert 501 == ask("GET", f"{url}/comment").status_code
    assert 404 == ask("GET", f"{API}/space/NONE/content").status_code


@pytest.mark.parametrize("api", ["v1", "v2"])
def test_a_space_is_created(ask: Ask, api: str) -> None:
    """It has a home page, and both versions of the API show it; its key is unique."""
    description = {"value": "Words", "representation": "plain"}
    url, status = (f"{API}/space", 200) if api == "v1" else ("/wiki/api/v2/spaces", 201)
    body = {"key": "NEW", "name": "New", "description": {"plain": description} if api == "v1" else description}
    assert [status, 400] == [ask("POST", url, json=body).status_code for _ in range(2)]
    shown = ask("GET", f"{API}/space/NEW?expand=homepage,description.plain").json()
    assert ("New", "Words") == (shown["homepage"]["title"], shown["description"]["plain"]["value"])
    [found] = ask("GET", "/wiki/api/v2/spaces?keys=NEW&description-format=plain").json()["results"]
    assert (shown["homepage"]["id"], "Words") == (found["homepageId"], found["description"]["plain"]["value"])


def test_a_space_is_changed(ask: Ask, tenant: Tenant) -> None:
    """Its home page must be one of its own pages."""
    url = f"{API}/space/{tenant.space_key}"
    changed = ask("PUT", url, json={"name": "Renamed", "description": {"plain": {"value": "Now"}}}).json()
    assert ("Renamed", "Now") == (changed["name"], changed["description"]["plain"]["value"])
    assert 400 == ask("PUT", url, json={"homepage": {"id": "0"}}).status_code


def test_spaces_are_found_if_the_query_names_them(ask: Ask, tenant: Tenant) -> None:
    """A search shows them; a search for content says that it does not know."""
    found = ask("GET", f"{API}/search?cql=type=space").json()["results"]
    assert [("space", tenant.space_key), ("space", f"{tenant.space_key}2")] == [
        (one["entityType"], one["space"]["key"]) for one in found
    ]
    assert 501 == ask("GET", f"{API}/content/search?cql=type=space").status_code


@pytest.mark.parametrize(("type_", "count"), [("comment", 2), ("attachment", 2), ("page", 3)])
def test_every_type_is_found_in_both_ways(ask: Ask, type_: str, count: int) -> None:
    """The content of a search result is what the search for content shows."""
    query = f"cql=type='{type_}' order by id desc"
    results = ask("GET", f"{API}/search?{query}").json()["results"]
    contents = ask("GET", f"{API}/content/search?{query}").json()["results"]
    assert contents == [result["content"] for result in results]
    assert [type_] * count == [content["type"] for content in contents]


@pytest.mark.parametrize("query", ["cql=macro=toc", "cql=type=page&excerpt=highlight", "cql=type=page&cqlcontext={}"])
def test_what_a_search_does_not_know(ask: Ask, query: str) -> None:
    """It is said in plain words, not in Atlassian's voice."""
    answer = ask("GET", f"{API}/search?{query}")
    assert (501, True) == (answer.status_code, answer.text.startswith("The local model does not know"))
