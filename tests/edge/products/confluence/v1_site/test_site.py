"""Themes, the settings of a space, and what the site says of itself."""

from collections.abc import Callable

import httpx

from token_conformance.edge.tenant.people import EVERYONE
from token_conformance.model.tenant import Tenant

Ask = Callable[..., httpx.Response]


def test_there_is_no_theme_but_the_default(ask_v1: Ask, tenant: Tenant) -> None:
    """The list leaves the default one out; none is selected and none can be, and a reset changes nothing."""
    assert [] == ask_v1("GET", "settings/theme").json()["results"]
    of_space = f"space/{tenant.space_key}/theme"
    paths = ("settings/theme/selected", "settings/theme/mine", of_space, "space/NONE/theme")
    assert [404, 404, 404, 404] == [ask_v1("GET", path).status_code for path in paths]
    assert [403, 400] == [ask_v1("PUT", of_space, json=body).status_code for body in ({"themeKey": "mine"}, {})]
    assert [204, 404] == [ask_v1("DELETE", path).status_code for path in (of_space, "space/NONE/theme")]


def test_the_settings_of_a_space(ask_v1: Ask, tenant: Tenant) -> None:
    """What the body names is changed, the rest stays."""
    url = f"space/{tenant.space_key}/settings"
    assert (False, tenant.space_key) == (
        (first := ask_v1("GET", url).json())["routeOverrideEnabled"],
        first["spaceKey"],
    )
    assert "compact" == ask_v1("PUT", url, json={"contentMode": "compact"}).json()["contentMode"]
    changed = ask_v1("PUT", url, json={"routeOverrideEnabled": True}).json()
    assert (True, "compact") == (changed["routeOverrideEnabled"], changed["contentMode"])
    assert changed == ask_v1("GET", url).json()
    bodies: tuple[object, ...] = ({"routeOverrideEnabled": "yes"}, {"contentMode": "wide"}, [])
    assert [400, 400, 400] == [ask_v1("PUT", url, json=body).status_code for body in bodies]
    assert 404 == ask_v1("GET", "space/NONE/settings").status_code


def test_what_the_site_says_of_itself(ask_v1: Ask, tenant: Tenant) -> None:
    """Its cloud id is that of the tenant."""
    assert tenant.cloud_id == ask_v1("GET", "settings/systemInfo").json()["cloudId"]


def test_a_restriction_to_a_group(ask_v1: Ask, tenant: Tenant) -> None:
    """It is added, seen, counted for every member, and removed by the id of the group."""
    content = f"content/{tenant.page_id}"
    url = f"{content}/restriction/byOperation/read/byGroupId/{EVERYONE.id}"
    colleague = {"type": "user", "identifier": f"{tenant.account_id}-colleague"}
    ask_v1("PUT", f"{content}/restriction/byOperation/read/user?accountId={tenant.account_id}")
    check = {"operation": "read", "subject": colleague}
    allowed = [ask_v1("POST", f"{content}/permission/check", json=check).json()["hasPermission"]]
    assert [404, 200, 200] == [ask_v1(method, url).status_code for method in ("GET", "PUT", "GET")]
    allowed.append(ask_v1("POST", f"{content}/permission/check", json=check).json()["hasPermission"])
    assert [False, True] == allowed
    shown = ask_v1("GET", f"{content}/restriction/byOperation/read").json()["restrictions"]["group"]["results"]
    assert [EVERYONE.name] == [group["name"] for group in shown]
    assert [200, 404, 404] == [ask_v1(method, url).status_code for method in ("DELETE", "DELETE", "GET")]
    assert 404 == ask_v1("PUT", url.replace(EVERYONE.id, "none")).status_code
    named = [{"operation": "update", "restrictions": {"group": [{"type": "group", "name": EVERYONE.name}]}}]
    written = ask_v1("PUT", f"{content}/restriction", json=named).json()["results"]
    assert [0, 1] == [one["restrictions"]["group"]["size"] for one in written]


def test_a_permission_of_a_space(ask_v1: Ask, tenant: Tenant) -> None:
    """That to read comes first, none is granted twice, and with that to read all others go."""
    url, group = f"space/{tenant.space_key}/permission", {"type": "group", "identifier": EVERYONE.name}
    create = {"subject": group, "operation": {"key": "create", "target": "page"}}
    read = {"subject": group, "operation": {"key": "read", "target": "space"}}
    assert [400, 200, 400, 200] == [ask_v1("POST", url, json=body).status_code for body in (create, read, read, create)]
    space = ask_v1("GET", f"space/{tenant.space_key}?expand=permissions").json()
    granted = [one for one in space["permissions"] if "group" in one["subjects"]]
    assert ["read", "create"] == [one["operation"]["operation"] for one in granted]
    assert [204, 404] == [ask_v1("DELETE", f"{url}/{one['id']}").status_code for one in granted]
    own = next(one for one in space["permissions"] if "user" in one["subjects"])
    assert [501, 404] == [ask_v1("DELETE", f"{url}/{one}").status_code for one in (own["id"], 0)]


def test_permissions_that_are_refused(ask_v1: Ask, tenant: Tenant) -> None:
    """The subject must exist, and what is granted be published; the caller has everything already."""
    url, read = f"space/{tenant.space_key}/permission", {"key": "read", "target": "space"}
    me = {"type": "user", "identifier": tenant.account_id}
    bodies = (
        {"subject": me, "operation": read},
        {"subject": {"type": "user", "identifier": "nobody"}, "operation": read},
        {"subject": {"type": "group", "identifier": "none"}, "operation": read},
        {"subject": {"type": "group", "identifier": []}, "operation": read},
        {"subject": "me", "operation": read},
        {"subject": me, "operation": {"key": "fly", "target": "space"}},
        {"subject": me, "operation": {"key": ["read"], "target": {}}},
        {"subject": me, "operation": {"key": "purge_version", "target": "space"}},
        {"operation": read},
    )
    assert [400, 400, 400, 400, 400, 400, 400, 501, 400] == [
        ask_v1("POST", url, json=one).status_code for one in bodies
    ]
    assert 404 == ask_v1("POST", "space/NONE/permission", json=bodies[0]).status_code
