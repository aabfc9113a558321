"""Relations between users, contents and spaces."""

from collections.abc import Callable

import httpx

from token_conformance.model.tenant import Tenant

Ask = Callable[..., httpx.Response]


def test_a_favourite(ask_v1: Ask, tenant: Tenant) -> None:
    """It is created, read with its source alone, and deleted as often as one likes; favourites are not listed."""
    url = f"relation/favourite/from/user/current/to/content/{tenant.page_id}"
    assert [404, 200, 200] == [ask_v1(method, url).status_code for method in ("GET", "PUT", "GET")]
    shown = ask_v1("GET", f"{url}?expand=source,target,relationData").json()
    assert ("favourite", tenant.account_id) == (shown["name"], shown["source"]["accountId"])
    assert ({"target"}, tenant.account_id) == (
        set(shown["_expandable"]),
        shown["relationData"]["createdBy"]["accountId"],
    )
    assert [204, 204, 404] == [ask_v1(method, url).status_code for method in ("DELETE", "DELETE", "GET")]
    for path in ("from/user/current/to/content", f"to/content/{tenant.page_id}/from/user"):
        assert 501 == ask_v1("GET", f"relation/favourite/{path}").status_code


def test_another_relation(ask_v1: Ask, tenant: Tenant) -> None:
    """It can be between any two things, and is found from both ends."""
    user, content, space = (
        f"user/{tenant.account_id}",
        f"content/{tenant.page_id}",
        f"space/{tenant.space_key}",
    )
    for source, target in ((content, space), (content, user), (space, content)):
        assert 200 == ask_v1("PUT", f"relation/near/from/{source}/to/{target}").status_code
    targets = ask_v1("GET", f"relation/near/from/{content}/to/space?expand=target").json()["results"]
    assert [tenant.space_key] == [relation["target"]["key"] for relation in targets]
    sources = ask_v1("GET", f"relation/near/to/{content}/from/space?expand=source").json()["results"]
    assert [tenant.space_key] == [relation["source"]["key"] for relation in sources]
    assert 0 == ask_v1("GET", f"relation/far/from/{content}/to/space").json()["size"]


def test_relations_that_are_refused(ask_v1: Ask, tenant: Tenant) -> None:
    """A favourite belongs to a user; both ends must exist, and be of a published type."""
    content = f"content/{tenant.page_id}"
    paths = (
        f"favourite/from/{content}/to/{content}",
        f"favourite/from/user/current/to/user/{tenant.account_id}",
        f"near/from/{content}/to/content/0",
        f"near/from/{content}/to/space/NONE",
        f"near/from/user/nobody/to/{content}",
        f"near/from/label/1/to/{content}",
    )
    assert [400, 400, 404, 404, 404, 400] == [ask_v1("PUT", f"relation/{path}").status_code for path in paths]
