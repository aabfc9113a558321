"""Conversion of bodies to other formats, in version 1 of Confluence's API; a conversion is done at once here."""

from datetime import timedelta

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.products.api import ApiError, Call, json_object, member
from token_conformance.edge.products.body import ID, Shape
from token_conformance.edge.products.confluence.answers import Bean, is_on, unmodelled, wanted
from token_conformance.edge.products.confluence.bodies import ADF, body_bean, written_body
from token_conformance.edge.products.handler import honours
from token_conformance.edge.tenant.confluence_site import Conversion

_BODY: dict[str, Shape] = {"value": str, "representation": str}
_INPUT: dict[str, Shape] = {
    "to": str,
    "allowCache": bool,
    "spaceKeyContext": str,
    "contentIdContext": ID,
    "embeddedContentRender": str,
}
_KEPT = timedelta(minutes=5)
_MOST_INPUTS, _MOST_RESULTS = 10, 50
_TARGET = "export_view"
_DISPUTED = ("atlas_doc_format", "editor", "storage", "styled_view", "view")
_SOURCES = ("storage", ADF)
_RENDERS = (None, "current", "version-at-save")


@honours("spaceKeyContext contentIdContext allowCache embeddedContentRender", body=_BODY)
async def convert(request: Request) -> Response:
    """Convert a body to the format for export; no body that the model converts has embedded content."""
    query, body = request.query_params, await json_object(request)
    asked: Bean = {
        "to": request.path_params["to"],
        "body": body,
        "allowCache": is_on(request, "allowCache"),
        **{name: query.get(name) for name in ("spaceKeyContext", "contentIdContext", "embeddedContentRender")},
    }
    return JSONResponse({"asyncId": _convert(request, asked)})


@honours(body={"conversionInputs": [{**_INPUT, "body": _BODY}]})
async def convert_many(request: Request) -> Response:
    """Convert up to ten bodies."""
    inputs = member(await json_object(request), "conversionInputs")
    if len(inputs) > _MOST_INPUTS:
        raise ApiError(400, f"At most {_MOST_INPUTS} bodies can be converted at once.")
    return JSONResponse([{"asyncId": _convert(request, each)} for each in inputs])


@honours()
async def get_conversion(request: Request) -> Response:
    """Get a converted body, which is kept for five minutes."""
    found = _kept(request, request.path_params["id"])
    if found is None:
        raise ApiError(404, f"No conversion with id : {request.path_params['id']}")
    return JSONResponse(_bean(found))


@honours("ids")
async def get_conversions(request: Request) -> Response:
    """Get converted bodies by their `ids`; unknown ones are left out."""
    ids = sorted(wanted(request, "ids") or ())
    if not ids or len(ids) > _MOST_RESULTS:
        raise ApiError(400, f"The query parameter 'ids' must have 1 to {_MOST_RESULTS} ids.")
    found = (_kept(request, each) for each in ids)
    return JSONResponse([_bean(each) for each in found if each])


def _convert(request: Request, asked: Bean) -> str:
    """Convert a body, and return the id of the conversion. Raises ApiError (400, 404 or 501)."""
    confluence, body = Call.of(request).state.confluence, asked.get("body", {})
    _check(request, asked, body)
    conversion = _same(request, asked)
    if conversion is None:
        value = body_bean(written_body(body), _TARGET)[_TARGET]["value"]
        conversion = Conversion(confluence.next_id(), _key(asked), _TARGET, value, confluence.now())
        confluence.site.conversions[conversion.id] = conversion
    return conversion.id


def _check(request: Request, asked: Bean, body: Bean) -> None:
    """Raise ApiError (400 or 404) for a conversion that Confluence does not make, or a context that does not exist."""
    if asked.get("to") in _DISPUTED:
        raise unmodelled(f"whether a body can be converted to {asked['to']}: what is published contradicts itself")
    if asked.get("to") != _TARGET:
        raise ApiError(400, f"A body can be converted to {_TARGET} only.")
    if body.get("representation") not in _SOURCES:
        raise ApiError(400, f"A body can be converted from {' or '.join(_SOURCES)} only.")
    if asked.get("embeddedContentRender") not in _RENDERS:
        raise ApiError(400, "'embeddedContentRender' must be current or version-at-save.")
    confluence = Call.of(request).state.confluence
    key, content_id = asked.get("spaceKeyContext"), asked.get("contentIdContext")
    if key and confluence.space_by_key(str(key)) is None:
        raise ApiError(404, f"No space with key : {key}")
    if content_id and str(content_id) not in confluence.contents:
        raise ApiError(404, f"No content found with id : {content_id}")


def _same(request: Request, asked: Bean) -> Conversion | None:
    """An earlier conversion of the same body, if the request takes one."""
    if asked.get("allowCache") is not True:
        return None
    kept = Call.of(request).state.confluence.site.conversions
    return next((each for each in kept.values() if each.asked == _key(asked) and _kept(request, each.id)), None)


def _key(asked: Bean) -> tuple[str, ...]:
    body = asked["body"]
    context = (str(asked.get(name)) for name in ("spaceKeyContext", "contentIdContext"))
    return (str(body["representation"]), str(body.get("value")), *context)


def _kept(request: Request, conversion_id: str) -> Conversion | None:
    confluence = Call.of(request).state.confluence
    found = confluence.site.conversions.get(conversion_id)
    return found if found and confluence.now() - found.made <= _KEPT else None


def _bean(conversion: Conversion) -> Bean:
    return {
        "value": conversion.value,
        "representation": conversion.format,
        "renderTaskId": conversion.id,
        "status": "COMPLETED",
        "_expandable": {"content": "", "embeddedContent": "", "webresource": "", "mediaToken": ""},
        "_links": {},
    }
