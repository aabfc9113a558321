"""The settings of a space, and what the site says of itself, in version 1 of Confluence's API."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.products.api import ApiError, Call, json_object
from token_conformance.edge.products.confluence.answers import Bean
from token_conformance.edge.products.confluence.v1.answers import single
from token_conformance.edge.products.confluence.v1.items import space_in_path
from token_conformance.edge.products.handler import honours
from token_conformance.edge.tenant.confluence_content import Space

_MODES = (None, "standard", "compact")


@honours()
async def get_settings(request: Request) -> Response:
    """Get the settings of a space."""
    return single(request, _bean(request, space_in_path(request)))


@honours(body={"routeOverrideEnabled": bool, "contentMode": str | None})
async def update_settings(request: Request) -> Response:
    """Change the settings of a space that the body names."""
    space, body = space_in_path(request), await json_object(request)
    overrides, mode = body.get("routeOverrideEnabled", space.overrides_route), body.get("contentMode")
    if mode not in _MODES:
        raise ApiError(400, "'contentMode' must be standard, compact or null.")
    space.overrides_route = overrides
    space.content_mode = mode if "contentMode" in body else space.content_mode
    return single(request, _bean(request, space))


def _bean(request: Request, space: Space) -> Bean:
    url = f"{Call.of(request).site}/wiki/rest/api/space/{space.key}/settings"
    mode = {"contentMode": space.content_mode} if space.content_mode else {}
    return {
        "routeOverrideEnabled": space.overrides_route,
        **mode,
        "spaceKey": space.key,
        "_links": {"self": url},
    }


@honours()
async def get_system_info(request: Request) -> Response:
    """Get what is known of the site; the local model has no build, so the hash of its commit is zeros."""
    call = Call.of(request)
    facts = {"cloudId": call.state.tenant.cloud_id, "commitHash": "0" * 40, "baseUrl": f"{call.site}/wiki"}
    return JSONResponse(facts | {"defaultLocale": "en_US", "defaultTimeZone": "UTC"})
