"""The statuses of a project, and the types that projects can be of."""

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.products.handler import honours
from token_conformance.edge.products.jira.beans import issue_type_bean, status_bean
from token_conformance.edge.products.jira.view import ApiVersion, View
from token_conformance.edge.tenant.project import STATUSES, ProjectKind

_KINDS = {
    ProjectKind.SOFTWARE: "Software",
    ProjectKind.BUSINESS: "Business",
    ProjectKind.SERVICE_DESK: "Service Desk",
    ProjectKind.PRODUCT_DISCOVERY: "Product Discovery",
}


@honours()
async def list_statuses(request: Request) -> Response:
    """Answer `GET project/{projectIdOrKey}/statuses`: the statuses of each issue type."""
    project, api = View.of(request).project(request), ApiVersion.of(request)
    statuses = [status_bean(api, status) for status in STATUSES]
    types = (issue_type_bean(api, each) for each in project.kind.issue_types)
    return JSONResponse(
        [{name: bean[name] for name in ("self", "id", "name", "subtask")} | {"statuses": statuses} for bean in types]
    )


@honours()
async def list_types(request: Request) -> Response:
    """Answer `GET project/type`, and `GET project/type/accessible`."""
    return JSONResponse([_bean(kind) for kind in View.of(request).visible(_KINDS)])


@honours()
async def get_type(request: Request) -> Response:
    """Answer `GET project/type/{projectTypeKey}`, and the same for one that is accessible."""
    wanted = request.path_params["projectTypeKey"]
    kind = next((kind for kind in _KINDS if kind == wanted), None)
    return JSONResponse(_bean(View.of(request).require("Project type", kind)))


def _bean(kind: ProjectKind) -> dict[str, Any]:
    return {
        "key": kind.value,
        "formattedKey": _KINDS[kind],
        "descriptionI18nKey": f"jira.project.type.{kind.value}.description",
    }
