"""The settings of the site: time tracking and the announcement banner; and the preferences of the caller."""

import json
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.products.api import ApiError, json_object, no_content
from token_conformance.edge.products.handler import honours
from token_conformance.edge.products.jira.answers import InvalidFieldsError, not_found
from token_conformance.edge.products.jira.view import View
from token_conformance.edge.tenant.settings import Banner

_PROVIDER = {"key": "JIRA", "name": "JIRA provided time tracking"}
_TIME_TRACKING: dict[str, tuple[Any, ...]] = {
    "timeFormat": ("pretty", "days", "hours"),
    "defaultUnit": ("minute", "hour", "day", "week"),
}
_NOT_ALLOWED = "Client must be authenticated to access this resource."


@honours()
async def get_provider(request: Request) -> Response:  # noqa: ARG001  # the same for every request
    """Answer `GET configuration/timetracking`: no app provides another one."""
    return JSONResponse(_PROVIDER)


@honours()
async def list_providers(request: Request) -> Response:  # noqa: ARG001  # the same for every request
    """Answer `GET configuration/timetracking/list`."""
    return JSONResponse([_PROVIDER])


@honours(body={"key": str})
async def choose_provider(request: Request) -> Response:
    """Answer `PUT configuration/timetracking`."""
    if (await json_object(request)).get("key") != _PROVIDER["key"]:
        raise ApiError(400, "The time tracking provider does not exist.")
    return no_content()


@honours()
async def get_time_tracking(request: Request) -> Response:
    """Answer `GET configuration/timetracking/options`."""
    return JSONResponse(View.of(request).jira.settings.time_tracking)


@honours(body={"workingHoursPerDay": float, "workingDaysPerWeek": float, "timeFormat": str, "defaultUnit": str})
async def change_time_tracking(request: Request) -> Response:
    """Answer `PUT configuration/timetracking/options`, whose body has all four members."""
    settings, body = View.of(request).jira.settings, await json_object(request)
    errors = {name: f"'{name}' is not valid." for name in settings.time_tracking if not _is_valid(name, body.get(name))}
    if errors:
        raise InvalidFieldsError(errors)
    settings.time_tracking = {name: body[name] for name in settings.time_tracking}
    return JSONResponse(settings.time_tracking)


def _is_valid(name: str, value: Any) -> bool:
    if name in _TIME_TRACKING:
        return value in _TIME_TRACKING[name]
    return value is not None and value > 0


@honours()
async def get_banner(request: Request) -> Response:
    """Answer `GET announcementBanner`."""
    banner = View.of(request).jira.settings.banner
    return JSONResponse(
        {
            "message": banner.message,
            "isDismissible": banner.is_dismissible,
            "isEnabled": banner.is_enabled,
            "hashId": f"{hash_of(banner.message):08x}",
            "visibility": banner.visibility,
        }
    )


def hash_of(text: str) -> int:
    """A number that changes with a text, by which a browser knows a new announcement."""
    return sum(ord(letter) * place for place, letter in enumerate(text, 1))


@honours(body={"message": str, "isDismissible": bool, "isEnabled": bool, "visibility": str})
async def change_banner(request: Request) -> Response:
    """Answer `PUT announcementBanner`, which changes what the body has."""
    settings, body = View.of(request).jira.settings, await json_object(request)
    old = settings.banner
    changed = Banner(
        body.get("message", old.message),
        body.get("isDismissible", old.is_dismissible),
        body.get("isEnabled", old.is_enabled),
        body.get("visibility", old.visibility),
    )
    if changed.visibility not in {"public", "private"}:
        raise ApiError(400, "The visibility must be public or private.")
    settings.banner = changed
    return no_content()


@honours("key")
async def get_preference(request: Request) -> Response:
    """Answer `GET mypreferences` with the value as a JSON string."""
    preferences, key = _preferences(request)
    if key not in preferences:
        raise not_found(f"The preference '{key}'")
    return JSONResponse(preferences[key])


@honours("key")
async def set_preference(request: Request) -> Response:
    """Answer `PUT mypreferences`; the value is a JSON string or plain text."""
    preferences, key = _preferences(request)
    text = (await request.body()).decode(errors="replace")
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        value = text
    preferences[key] = value if isinstance(value, str) else text
    return no_content()


@honours("key")
async def remove_preference(request: Request) -> Response:
    """Answer `DELETE mypreferences`."""
    preferences, key = _preferences(request)
    if key not in preferences:
        raise not_found(f"The preference '{key}'")
    del preferences[key]
    return no_content()


def _preferences(request: Request) -> tuple[dict[str, str], str]:
    """The caller's preferences, and the key that the query names. Raises ApiError (400) without one."""
    view, key = View.of(request), request.query_params.get("key")
    caller = view.require_account(_NOT_ALLOWED)
    if not key:
        raise ApiError(400, "The query parameter 'key' is required.")
    return view.jira.settings.preferences[caller], key


@honours()
async def get_locale(request: Request) -> Response:  # noqa: ARG001  # the same for every request
    """Answer `GET mypreferences/locale`."""
    return JSONResponse({"locale": "en_US"})


HANDLERS = {
    "GET configuration/timetracking": get_provider,
    "PUT configuration/timetracking": choose_provider,
    "GET configuration/timetracking/list": list_providers,
    "GET configuration/timetracking/options": get_time_tracking,
    "PUT configuration/timetracking/options": change_time_tracking,
    "GET announcementBanner": get_banner,
    "PUT announcementBanner": change_banner,
    "GET mypreferences": get_preference,
    "PUT mypreferences": set_preference,
    "DELETE mypreferences": remove_preference,
    "GET mypreferences/locale": get_locale,
}
