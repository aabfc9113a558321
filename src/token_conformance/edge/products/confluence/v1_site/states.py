"""How far the work on contents is (content states), in version 1 of Confluence's API; every space allows it."""

import re
from dataclasses import asdict

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.products.api import ApiError, Call, caller, iso_timestamp, json_object, whole_number
from token_conformance.edge.products.confluence.answers import Bean, unmodelled
from token_conformance.edge.products.confluence.expand import CONTENT, Expand
from token_conformance.edge.products.confluence.v1.answers import PAGING, page
from token_conformance.edge.products.confluence.v1.beans import content_bean
from token_conformance.edge.products.confluence.v1.items import content_in_path, space_in_path
from token_conformance.edge.products.handler import honours
from token_conformance.edge.tenant.confluence_content import SUGGESTED_STATES, Content, ContentState

_LONGEST_NAME = 20
_OFFERED = 3
"""How many of their own states the editor offers to a user."""
_STATUSES = ("current", "draft", "archived")


@honours("status")
async def get_state(request: Request) -> Response:
    """Get the state of a content; the answer of one that has none is empty (as a public suite of live tests found)."""
    if request.query_params.get("status", "current") not in _STATUSES:
        raise ApiError(400, f"The query parameter 'status' must be one of {', '.join(_STATUSES)}.")
    content = _content(request)
    return _response(content) if content.state else JSONResponse({})


@honours("status", body={"id": int, "name": str, "color": str})
async def set_state(request: Request) -> Response:
    """Give a content a state, by the id or by the name and colour, with a new version of the same text."""
    body = await json_object(request)
    _check_status(request)
    content = _content(request)
    content.state = _by_id(request, body["id"]) if "id" in body else _by_name(request, body)
    _write_again(request, content)
    return _response(content)


@honours("status")
async def remove_state(request: Request) -> Response:
    """Take the state of a content away, with a new version of the same text."""
    _check_status(request)
    content = _content(request)
    content.state = None
    _write_again(request, content)
    return _response(content)


@honours()
async def list_available(request: Request) -> Response:
    """List the states that the space of a content suggests, and the newest that the caller has made."""
    content_in_path(request)
    own = _own(request)[-_OFFERED:][::-1]
    suggested, made = map(asdict, SUGGESTED_STATES), map(asdict, own)
    return JSONResponse({"spaceContentStates": list(suggested), "customContentStates": list(made)})


@honours()
async def list_own(request: Request) -> Response:
    """List the states that the caller has made."""
    return JSONResponse([asdict(state) for state in _own(request)])


@honours()
async def list_of_space(request: Request) -> Response:
    """List the states that a space suggests."""
    space_in_path(request)
    return JSONResponse([asdict(state) for state in SUGGESTED_STATES])


@honours()
async def get_settings(request: Request) -> Response:
    """Get which states a space allows: all."""
    space_in_path(request)
    allowed = dict.fromkeys(("contentStatesAllowed", "customContentStatesAllowed", "spaceContentStatesAllowed"), True)
    return JSONResponse(allowed | {"spaceContentStates": [asdict(state) for state in SUGGESTED_STATES]})


@honours(f"{PAGING} state-id", expand=" ".join(CONTENT))
async def list_contents(request: Request) -> Response:
    """List the contents of a space that have the state of `state-id`; of an unknown one there are none."""
    call, space, expand = Call.of(request), space_in_path(request), Expand.of(request, CONTENT)
    if "state-id" not in request.query_params:
        raise ApiError(400, "The query parameter 'state-id' is required.")
    state_id = whole_number(request, "state-id", 0)
    in_space = [content for content in call.state.confluence.contents.values() if content.space is space]
    found = [content for content in in_space if content.state and content.state.id == state_id]
    return page(request, found, lambda content: content_bean(call, content, expand))


def _check_status(request: Request) -> None:
    """Raises ApiError (400) for a missing or unknown `status`, which says what gets the state."""
    if request.query_params.get("status") not in {"current", "draft"}:
        raise ApiError(400, "The query parameter 'status' must be current or draft.")


def _content(request: Request) -> Content:
    """The content in the path, in the `status` of the query string. Raises ApiError (404 or 501)."""
    confluence, content_id = Call.of(request).state.confluence, request.path_params["id"]
    status = request.query_params.get("status", "current")
    if status == "draft" and content_id in confluence.contents:
        raise unmodelled("drafts of a content that is published")
    kept = {"draft": confluence.drafts, "archived": confluence.archive}.get(status, confluence.contents)
    if content_id not in kept:
        raise ApiError(404, f"No content found with id : {content_id}")
    return kept[content_id]


def _write_again(request: Request, content: Content) -> None:
    if content.status == "current":
        Call.of(request).state.confluence.update(content, content.title, content.body, caller(request))


def _own(request: Request) -> list[ContentState]:
    return Call.of(request).state.confluence.site.states.setdefault(caller(request), [])


def _by_id(request: Request, state_id: int) -> ContentState:
    """A state that the space suggests or the caller has made. Raises ApiError (400)."""
    found = next((state for state in (*SUGGESTED_STATES, *_own(request)) if state.id == state_id), None)
    if found is None:
        raise ApiError(400, f"No content state with id : {state_id}")
    return found


def _by_name(request: Request, body: Bean) -> ContentState:
    """The caller's state of this name and colour, which is made if there is none. Raises ApiError (400)."""
    name, color = body.get("name", ""), body.get("color", "")
    if not 0 < len(name) <= _LONGEST_NAME:
        raise ApiError(400, f"'name' must have 1 to {_LONGEST_NAME} characters.")
    if not re.fullmatch("#[0-9A-Fa-f]{6}", color):
        raise ApiError(400, "'color' must be six hexadecimal digits after a '#'.")
    own = _own(request)
    found = next((state for state in own if (state.name, state.color) == (name, color)), None)
    if found is None:
        found = ContentState(int(Call.of(request).state.confluence.next_id()), name, color)
        own.append(found)
    return found


def _response(content: Content) -> Response:
    state = {"contentState": asdict(content.state)} if content.state else {}
    return JSONResponse({**state, "lastUpdated": iso_timestamp(content.latest.created)})
