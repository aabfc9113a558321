"""What administrators configure: schemes, screens, workflows, permissions and avatars."""

from collections.abc import Callable

import httpx
import pytest

from token_conformance.edge.tenant.state import State
from token_conformance.model.tenant import Tenant

Ask = Callable[..., httpx.Response]
API = "/rest/api/3"
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x30\0\0\0\x30"
"""The start of a picture of 48 by 48 pixels."""


@pytest.mark.parametrize(
    ("path", "known"),
    [
        ("issuetypescheme/{}", "10000"),
        ("issuetypescreenscheme/{}", "1"),
        ("screenscheme/{}", "1"),
        ("permissionscheme/{}", "0"),
        ("workflowscheme/{}", "10000"),
        ("issuetype/{}", "10001"),
        ("issueLinkType/{}", "10000"),
        ("priority/{}", "3"),
        ("field/{}", "summary"),
    ],
)
def test_what_the_model_does_not_change(ask: Ask, path: str, known: str) -> None:
    """What does not exist is not found, and what exists is not modelled."""
    assert [404, 501] == [ask("DELETE", f"{API}/{path.format(each)}").status_code for each in ("99999", known)]


def test_a_listing_is_filtered_and_ordered(ask: Ask) -> None:
    """By id, by a part of the name, and in both directions."""
    path = f"{API}/issuetypescheme"
    names = [each["name"] for each in ask("GET", f"{path}?orderBy=name").json()["values"]]
    assert names[::-1] == [each["name"] for each in ask("GET", f"{path}?orderBy=-name").json()["values"]]
    assert [1, 1] == [ask("GET", f"{path}?{query}").json()["total"] for query in ("id=10001", "queryString=service")]


def test_a_project_leads_to_its_issue_types(ask: Ask, tenant: Tenant, state: State) -> None:
    """Its scheme maps exactly the types that it offers."""
    project = state.jira.projects[tenant.project_key]
    [of] = ask("GET", f"{API}/issuetypescheme/project?projectId={project.id}").json()["values"]
    scheme = of["issueTypeScheme"]["id"]
    mapped = ask("GET", f"{API}/issuetypescheme/mapping?issueTypeSchemeId={scheme}").json()["values"]
    assert [each.id for each in project.kind.issue_types] == [each["issueTypeId"] for each in mapped]
    assert 400 == ask("GET", f"{API}/issuetypescheme/project").status_code


def test_a_scheme_leads_to_the_fields_of_its_screen(ask: Ask) -> None:
    """Its screen has a tab, with every field."""
    screen = ask("GET", f"{API}/screenscheme").json()["values"][0]["screens"]["default"]
    [tab] = ask("GET", f"{API}/screens/{screen}/tabs").json()
    fields = ask("GET", f"{API}/screens/{screen}/tabs/{tab['id']}/fields").json()
    assert "summary" in {field["id"] for field in fields}
    assert [] == ask("GET", f"{API}/screens/{screen}/availableFields").json()
    assert 404 == ask("GET", f"{API}/field/summary/screens").status_code


def test_only_expanded_schemes_show_everything(ask: Ask) -> None:
    """The events of notifications and the transitions of a workflow are left out otherwise."""
    scheme = f"{API}/notificationscheme/10000"
    assert "notificationSchemeEvents" not in ask("GET", scheme).json()
    assert ask("GET", f"{scheme}?expand=all").json()["notificationSchemeEvents"]
    path = f"{API}/workflows/search"
    plain, expanded = (ask("GET", each).json()["values"][0] for each in (path, f"{path}?expand=values.transitions"))
    assert ([], "INITIAL") == (plain["transitions"], expanded["transitions"][0]["type"])
    assert [] == ask("GET", f"{path}?isActive=false").json()["values"]


def test_a_project_without_issue_security(ask: Ask, tenant: Tenant) -> None:
    """It has no scheme and no levels."""
    path = f"{API}/project/{tenant.project_key}"
    assert 404 == ask("GET", f"{path}/issuesecuritylevelscheme").status_code
    assert {"levels": []} == ask("GET", f"{path}/securitylevel").json()


def test_permissions_are_checked(ask: Ask, tenant: Tenant, state: State) -> None:
    """The caller may do everything; what does not exist is left out, and an unknown permission is refused."""
    project = int(state.jira.projects[tenant.project_key].id)
    asked = {"permissions": ["BROWSE_PROJECTS"], "projects": [project, 1]}
    body = {"globalPermissions": ["ADMINISTER"], "projectPermissions": [asked]}
    answer = ask("POST", f"{API}/permissions/check", json=body).json()
    assert ["ADMINISTER"] == answer["globalPermissions"]
    assert [{"permission": "BROWSE_PROJECTS", "issues": [], "projects": [project]}] == answer["projectPermissions"]
    permitted = ask("POST", f"{API}/permissions/project", json={"permissions": ["CREATE_ISSUES"]}).json()["projects"]
    assert set(state.jira.projects) == {each["key"] for each in permitted}
    assert [400, 501] == [
        ask("POST", f"{API}/permissions/project", json={"permissions": [name]}).status_code
        for name in ("NONE", "LINK_ISSUES")
    ]


def test_the_scheme_of_a_project_grants_its_permissions(ask: Ask, tenant: Tenant) -> None:
    """Each grant is found by its id, and no other scheme can be assigned."""
    path = f"{API}/project/{tenant.project_key}/permissionscheme"
    scheme = ask("GET", path).json()["id"]
    grant = ask("GET", f"{API}/permissionscheme/{scheme}/permission").json()["permissions"][0]
    assert grant == ask("GET", f"{API}/permissionscheme/{scheme}/permission/{grant['id']}").json()
    assert [200, 404] == [ask("PUT", path, json={"id": each}).status_code for each in (scheme, 99)]


def test_an_avatar_is_stored_shown_and_deleted(ask: Ask, tenant: Tenant) -> None:
    """As the image that it is; what is no image, or only a part of one, is refused."""
    path = f"{API}/project/{tenant.project_key}/avatar"
    stored = ask("POST", f"{path}2?size=48", content=PNG).json()
    listed = ask("GET", f"{path}s").json()
    assert ([stored], False) == (listed["custom"], stored["isSystemAvatar"])
    shown = ask("GET", f"{API}/universal_avatar/view/type/project/avatar/{stored['id']}")
    assert (PNG, "image/png") == (shown.content, shown.headers["content-type"])
    assert [204, 404] == [ask("DELETE", f"{path}/{stored['id']}").status_code for _ in range(2)]
    assert [400, 501] == [
        ask("POST", url, content=content).status_code for url, content in ((f"{path}2", b"no"), (f"{path}2?x=1", PNG))
    ]


def test_system_avatars_by_their_type(ask: Ask) -> None:
    """An unknown type has none."""
    assert [1, 0] == [len(ask("GET", f"{API}/avatar/{kind}/system").json()["system"]) for kind in ("user", "none")]
