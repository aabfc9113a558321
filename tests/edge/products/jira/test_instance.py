"""The Jira instance: its configuration, the caller's permissions, filters and dashboards."""

from collections.abc import Callable

import httpx
import pytest

from token_conformance.model.cell import UrlForm
from token_conformance.model.tenant import Tenant

Ask = Callable[..., httpx.Response]


@pytest.mark.parametrize("form", UrlForm)
def test_the_server_names_its_site_at_both_url_forms(ask: Ask, tenant: Tenant, form: UrlForm) -> None:
    """The base URL of the server is the site, also at the gateway."""
    info = ask("GET", "/rest/api/2/serverInfo", form=form).json()
    assert f"https://{tenant.site}.atlassian.net" == info["baseUrl"]


def test_the_configuration_is_shown(ask: Ask) -> None:
    """A feature that the local model does not have is shown as disabled."""
    configuration = ask("GET", "/rest/api/3/configuration").json()
    assert (True, False) == (configuration["attachmentsEnabled"], configuration["subTasksEnabled"])


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("issuetype", {"Task", "Story", "Bug", "Epic", "Idea", "Service Request"}),
        ("priority", {"Highest", "High", "Medium", "Low", "Lowest"}),
        ("status", {"To Do", "In Progress", "Done"}),
    ],
)
def test_the_settings_of_administrators_are_listed(ask: Ask, path: str, expected: set[str]) -> None:
    """Each resource is in the list, and is found by its id."""
    listed = ask("GET", f"/rest/api/3/{path}").json()
    assert expected == {each["name"] for each in listed}
    for each in listed:
        assert each == ask("GET", f"/rest/api/3/{path}/{each['id']}").json()
    assert 404 == ask("GET", f"/rest/api/3/{path}/99").status_code


def test_the_caller_has_the_permissions(ask: Ask) -> None:
    """An account of the tenant has every permission."""
    answer = ask("GET", "/rest/api/3/mypermissions?permissions=BROWSE_PROJECTS").json()
    assert {"BROWSE_PROJECTS": True} == {key: bean["havePermission"] for key, bean in answer["permissions"].items()}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", "The 'permissions' query parameter is required."),
        ("?permissions=BROWSE_PROJECTS,FLY", "Unrecognized permission keys: FLY."),
    ],
)
def test_permissions_are_requested_by_key(ask: Ask, query: str, expected: str) -> None:
    """Without keys, or with unknown keys, the answer is an error."""
    answer = ask("GET", f"/rest/api/3/mypermissions{query}")
    assert (400, [expected]) == (answer.status_code, answer.json()["errorMessages"])


@pytest.mark.parametrize(("path", "name"), [("filter/search", "values"), ("dashboard", "dashboards")])
def test_shared_objects_are_listed(ask: Ask, path: str, name: str) -> None:
    """The list has one, which is also found by its id."""
    page = ask("GET", f"/rest/api/3/{path}").json()
    [only] = page[name]
    assert 1 == page["total"]
    assert only == ask("GET", f"/rest/api/3/{path.removesuffix('/search')}/{only['id']}").json()


def test_a_filter_is_found_by_its_name(ask: Ask) -> None:
    """A part of the name is enough; another name finds nothing."""
    totals = [ask("GET", f"/rest/api/3/filter/search?filterName={name}").json()["total"] for name in ("SOFT", "x")]
    assert [1, 0] == totals
