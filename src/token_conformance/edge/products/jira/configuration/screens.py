"""Screens, on which all fields can be set: the default one, its tab, and the schemes that lead to it."""

from collections.abc import Iterator
from typing import Any

from starlette.requests import Request

from token_conformance.edge.products.jira.configuration.custom_fields import custom_fields
from token_conformance.edge.products.jira.configuration.listing import Bean, find, named_list, pages, unchanged
from token_conformance.edge.products.jira.field_metadata import FIELDS
from token_conformance.edge.products.jira.project_bean import project_bean
from token_conformance.edge.products.jira.view import ApiVersion, View

_SCREEN = {"id": 1, "name": "Default Screen", "description": "Allows to update all system fields."}
_SCREEN_SCHEME = {"id": 1, "name": "Default Screen Scheme", "description": "", "screens": {"default": _SCREEN["id"]}}
_TYPE_SCHEME = {"id": "1", "name": "Default Issue Type Screen Scheme", "description": ""}
_TAB = {"id": 10000, "name": "Field Tab"}


def _screens(request: Request) -> list[Bean]:
    wanted = request.query_params.getlist("scope")
    return [_SCREEN] if not wanted or "GLOBAL" in wanted else []


def _screen_schemes(_: Request) -> list[Bean]:
    return [_SCREEN_SCHEME]


def _type_schemes(_: Request) -> list[Bean]:
    return [_TYPE_SCHEME]


def _mappings(request: Request) -> list[Bean]:
    """The screen scheme of each issue type: the default one, in each wanted scheme."""
    mapping = {"issueTypeScreenSchemeId": _TYPE_SCHEME["id"], "issueTypeId": "default", "screenSchemeId": "1"}
    wanted = request.query_params.getlist("issueTypeScreenSchemeId")
    return [mapping] if not wanted or _TYPE_SCHEME["id"] in wanted else []


def _of_projects(request: Request) -> list[Bean]:
    """The scheme with the wanted projects that use it; all of them do."""
    wanted = request.query_params.getlist("projectId")
    ids = [each.id for each in View.of(request).jira.projects.values() if not wanted or each.id in wanted]
    return [{"issueTypeScreenScheme": _TYPE_SCHEME, "projectIds": ids}] if ids else []


def _projects(request: Request) -> list[dict[str, Any]]:
    find(request, "Issue type screen scheme", _type_schemes, "issueTypeScreenSchemeId")
    view, api = View.of(request), ApiVersion.of(request)
    return [project_bean(api, view.jira, each) for each in view.jira.projects.values()]


def _tabs(request: Request) -> list[Bean]:
    find(request, "Screen", _screens, "screenId")
    return [_TAB]


def _fields(request: Request) -> list[Bean]:
    find(request, "Tab", _tabs, "tabId")
    return list(_all_fields())


def _available(request: Request) -> list[Bean]:
    """No field is left that could be added to the screen."""
    find(request, "Screen", _screens, "screenId")
    return []


def _all_fields() -> Iterator[Bean]:
    return ({"id": name, "name": title} for name, (title, _) in FIELDS.items())


def _screens_of_field(request: Request) -> list[Bean]:
    """The screen of a custom field, with its tab; a field of the system is not found."""
    find(request, "Field", custom_fields, "fieldId")
    return [_SCREEN | {"tab": _TAB}]


HANDLERS = {
    "GET screens": pages(_screens, "id scope queryString orderBy"),
    "GET screens/{screenId}/tabs": named_list("", _tabs),
    "GET screens/{screenId}/tabs/{tabId}/fields": named_list("", _fields),
    "GET screens/{screenId}/availableFields": named_list("", _available),
    "POST screens/addToDefault/{fieldId}": unchanged("Field", lambda _: list(_all_fields()), "fieldId"),
    "DELETE screens/{screenId}": unchanged("Screen", _screens, "screenId"),
    "GET field/{fieldId}/screens": pages(_screens_of_field, ""),
    "GET screenscheme": pages(_screen_schemes, "id queryString orderBy"),
    "DELETE screenscheme/{screenSchemeId}": unchanged("Screen scheme", _screen_schemes, "screenSchemeId"),
    "GET issuetypescreenscheme/mapping": pages(_mappings, "issueTypeScreenSchemeId"),
    "GET issuetypescreenscheme/project": pages(_of_projects, "projectId"),
    "GET issuetypescreenscheme/{issueTypeScreenSchemeId}/project": pages(_projects, ""),
    "GET issuetypescreenscheme": pages(_type_schemes, "id queryString orderBy"),
    "DELETE issuetypescreenscheme/{issueTypeScreenSchemeId}": unchanged(
        "Issue type screen scheme", _type_schemes, "issueTypeScreenSchemeId"
    ),
}
