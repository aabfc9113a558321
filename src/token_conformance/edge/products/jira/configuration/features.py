"""Features of projects, which can be switched on and off; those of the tenant are made up."""

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.products.api import ApiError, json_object
from token_conformance.edge.products.handler import honours
from token_conformance.edge.products.jira.answers import not_found
from token_conformance.edge.products.jira.view import View
from token_conformance.edge.tenant.project import FEATURES, Project

_STATES = ("ENABLED", "DISABLED")


@honours()
async def list_features(request: Request) -> Response:
    """Answer `GET project/{projectIdOrKey}/features`."""
    return JSONResponse(_beans(View.of(request).project(request)))


@honours(body={"state": str})
async def toggle_feature(request: Request) -> Response:
    """Answer `PUT project/{projectIdOrKey}/features/{featureKey}`, which answers with all features."""
    project, key = View.of(request).project(request), request.path_params["featureKey"]
    state = (await json_object(request)).get("state")
    if key not in FEATURES:
        raise not_found("The feature")
    if state not in _STATES:
        raise ApiError(400, f"'state' must be one of {', '.join(_STATES)}.")
    (project.features.add if state == "ENABLED" else project.features.discard)(key)
    return JSONResponse(_beans(project))


def _beans(project: Project) -> dict[str, Any]:
    return {
        "features": [
            {
                "projectId": int(project.id),
                "state": "ENABLED" if key in project.features else "DISABLED",
                "toggleLocked": False,
                "feature": key,
                "prerequisites": [],
                "localisedName": name,
                "localisedDescription": name,
            }
            for key, name in FEATURES.items()
        ]
    }


HANDLERS = {
    "GET project/{projectIdOrKey}/features": list_features,
    "PUT project/{projectIdOrKey}/features/{featureKey}": toggle_feature,
}
