"""Themes, in version 1 of Confluence's API: apps bring them, and the tenant has no app, so it has the default one."""

from starlette.requests import Request
from starlette.responses import Response

from token_conformance.edge.products.api import ApiError, json_object, member, no_content
from token_conformance.edge.products.confluence.answers import Bean
from token_conformance.edge.products.confluence.v1.answers import PAGING, page
from token_conformance.edge.products.confluence.v1.items import space_in_path
from token_conformance.edge.products.handler import honours

_NO_THEMES: list[Bean] = []


@honours(PAGING)
async def list_themes(request: Request) -> Response:
    """List the themes without the default one, which leaves none."""
    return page(request, _NO_THEMES, dict, limit=100)


@honours()
async def get_selected_theme(_: Request) -> Response:
    """Answer that the site has the default theme (documented: 404)."""
    raise ApiError(404, "No global theme is set")


@honours()
async def get_theme(request: Request) -> Response:
    """Answer that no theme has this key."""
    raise ApiError(404, f"No theme with key : {request.path_params['themeKey']}")


@honours()
async def get_theme_of_space(request: Request) -> Response:
    """Answer that the space has no theme of its own (documented: 404)."""
    raise ApiError(404, f"No theme is set for the space with key : {space_in_path(request).key}")


@honours(body={"themeKey": str})
async def set_theme_of_space(request: Request) -> Response:
    """Refuse the key of a theme, because the tenant has no theme of its own (documented: 403)."""
    space_in_path(request)
    raise ApiError(403, f"No theme with key : {member(await json_object(request), 'themeKey')}")


@honours()
async def reset_theme_of_space(request: Request) -> Response:
    """Give a space the default theme, which it has."""
    space_in_path(request)
    return no_content()
