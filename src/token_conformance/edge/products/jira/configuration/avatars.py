"""Avatars of projects, issue types, users and priorities: those of the system, and those that somebody stores."""

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.products.api import ApiError, no_content, whole_number
from token_conformance.edge.products.handler import Handler, honours
from token_conformance.edge.products.jira.answers import NotModelledError, not_found
from token_conformance.edge.products.jira.view import ApiVersion, View
from token_conformance.edge.tenant.people import Avatar
from token_conformance.edge.tenant.project import ISSUE_TYPES

SIZES = {"xsmall": 16, "small": 24, "medium": 32, "large": 48, "xlarge": 96}
_SYSTEM = {"project": (10400, 10401), "user": (10500,), "priority": (10600,)}
_SYSTEM |= {"issuetype": tuple(each.avatar_id for each in ISSUE_TYPES)}
_PNG = b"\x89PNG"
_IMAGES = {_PNG: "image/png", b"GIF8": "image/gif", b"\xff\xd8\xff": "image/jpeg"}
_NOT_ALLOWED = "You do not have permission to change avatars."


@honours()
async def list_system_avatars(request: Request) -> Response:
    """Answer `GET avatar/{type}/system`; an unknown type has none."""
    kind = request.path_params["type"]
    return JSONResponse({"system": [_system_bean(request, kind, each) for each in _SYSTEM.get(kind, ())]})


def _list(kind: str = "", owner: str = "entityId") -> Handler:
    """The operation that lists the avatars that one thing can have, an unknown one those of the system alone."""

    @honours()
    async def answer(request: Request) -> Response:
        view, type_ = View.of(request), _kind(request, kind)
        of = _owner(request, type_, owner)
        return JSONResponse(
            {
                "system": [_system_bean(request, type_, each) for each in view.visible(_SYSTEM.get(type_, ()))],
                "custom": [_bean(request, each) for each in view.visible(_custom(request, type_, of))],
            }
        )

    return answer


def _store(kind: str = "", owner: str = "entityId") -> Handler:
    """The operation that stores an image, which is not cropped."""

    @honours("size x y")
    async def answer(request: Request) -> Response:
        view, type_ = View.of(request), _kind(request, kind)
        view.require_account(_NOT_ALLOWED)
        content = await request.body()
        if _media_type(content) is None:
            raise ApiError(400, "The image must be a PNG, GIF or JPEG.")
        _require_whole(request, content)
        stored = Avatar(view.jira.next_id(Avatar), type_, _owner(request, type_, owner), content)
        view.jira.avatars.append(stored)
        return JSONResponse(_bean(request, stored), 201)

    return answer


def _require_whole(request: Request, content: bytes) -> None:
    """Raise NotModelledError if the request wants a part of the image; the size of a PNG is at its start."""
    x, y = (whole_number(request, name, 0) for name in ("x", "y"))
    width, height = (int.from_bytes(content[start : start + 4]) for start in (16, 20))
    size = whole_number(request, "size", width)
    if x or y or not (content.startswith(_PNG) and size == width == height):
        raise NotModelledError("The local model does not crop the image of an avatar: it must be a square PNG.")


def _delete(kind: str = "", owner: str = "owningObjectId") -> Handler:
    @honours()
    async def answer(request: Request) -> Response:
        type_ = _kind(request, kind)
        of, wanted = _owner(request, type_, owner), request.path_params["id"]
        for each in View.of(request).visible(_custom(request, type_, of)):
            if each.id == wanted:
                View.of(request).jira.avatars.remove(each)
                return no_content()
        raise not_found("Avatar")

    return answer


def _picture(parameter: str = "") -> Handler:
    """The picture of the avatar in the path, or the first one of the system."""

    @honours("size format")
    async def answer(request: Request) -> Response:
        size, wanted = request.query_params.get("size", "xlarge"), request.path_params.get(parameter)
        form = request.query_params.get("format", "svg")
        stored = [each for each in View.of(request).jira.avatars if each.id == wanted]
        if stored and not View.of(request).account_id:
            raise not_found("Avatar")
        if stored:
            return Response(stored[0].content, media_type=_media_type(stored[0].content))
        if form != "svg":
            raise NotModelledError(f"The local model has no avatars in the format {form}.")
        if size not in SIZES:
            raise ApiError(400, f"'{size}' is not a valid size of an avatar.")
        return picture(View.of(request).require("Avatar", SIZES[size]))

    return answer


def picture(pixels: int) -> Response:
    """A square of one colour, of this width in pixels."""
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1" width="{pixels}" height="{pixels}">'
    return Response(f'{svg}<rect width="1" height="1"/></svg>', media_type="image/svg+xml")


def _kind(request: Request, kind: str) -> str:
    return kind or str(request.path_params["type"])


def _owner(request: Request, kind: str, parameter: str) -> str:
    """The id of the thing that the path names; a project is named by its key, too."""
    wanted: str = request.path_params[parameter]
    project = View.of(request).jira.project(wanted) if kind == "project" else None
    if project is None and parameter == "projectIdOrKey":
        return View.of(request).project(request).id
    return project.id if project else wanted


def _custom(request: Request, kind: str, owner: str) -> list[Avatar]:
    return [each for each in View.of(request).jira.avatars if (each.kind, each.owner) == (kind, owner)]


def _media_type(content: bytes) -> str | None:
    return next((media for start, media in _IMAGES.items() if content.startswith(start)), None)


def _system_bean(request: Request, kind: str, number: int) -> dict[str, Any]:
    return {"id": str(number), "isSystemAvatar": True, **_common(request, kind, str(number)), "isDeletable": False}


def _bean(request: Request, avatar: Avatar) -> dict[str, Any]:
    common = _common(request, avatar.kind, avatar.id)
    return {"id": avatar.id, "owner": avatar.owner, "isSystemAvatar": False, **common, "isDeletable": True}


def _common(request: Request, kind: str, number: str) -> dict[str, Any]:
    url = ApiVersion.of(request).url(f"universal_avatar/view/type/{kind}/avatar/{number}")
    sizes = {"48x48": "large", "24x24": "small", "16x16": "xsmall", "32x32": "medium"}
    return {"isSelected": False, "urls": {pixels: f"{url}?size={name}" for pixels, name in sizes.items()}}


HANDLERS = {
    "GET avatar/{type}/system": list_system_avatars,
    "GET universal_avatar/type/{type}/owner/{entityId}": _list(),
    "POST universal_avatar/type/{type}/owner/{entityId}": _store(),
    "DELETE universal_avatar/type/{type}/owner/{owningObjectId}/avatar/{id}": _delete(),
    "GET universal_avatar/view/type/{type}": _picture(),
    "GET universal_avatar/view/type/{type}/owner/{entityId}": _picture(),
    "GET universal_avatar/view/type/{type}/avatar/{id}": _picture("id"),
    "GET project/{projectIdOrKey}/avatars": _list("project", "projectIdOrKey"),
    "POST project/{projectIdOrKey}/avatar2": _store("project", "projectIdOrKey"),
    "DELETE project/{projectIdOrKey}/avatar/{id}": _delete("project", "projectIdOrKey"),
    "POST issuetype/{id}/avatar2": _store("issuetype", "id"),
}
