"""Macros in the text of pages and blog posts, in version 1 of Confluence's API; what they show is not modelled."""

import re
from html import unescape

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.products.api import ApiError, Call
from token_conformance.edge.products.confluence.v1.answers import base_links
from token_conformance.edge.products.confluence.v1.items import content_in_path
from token_conformance.edge.products.handler import honours

_TAG = re.compile(r"<ac:structured-macro\b[^>]*?(/?)>|</ac:structured-macro>")
_NAME = re.compile(r'\bac:name="([^"]*)"')
_PARAMETER = re.compile(r'<ac:parameter\b[^>]*\bac:name="([^"]*)"[^>]*>(.*?)</ac:parameter>', re.DOTALL)
_RICH = re.compile(r"<ac:rich-text-body>(.*)</ac:rich-text-body>", re.DOTALL)
_PLAIN = re.compile(r"<ac:plain-text-body>\s*<!\[CDATA\[(.*)\]\]>\s*</ac:plain-text-body>", re.DOTALL)


@honours()
async def get_macro(request: Request) -> Response:
    """Get a macro by its id, in a version of a page or blog post; version 0 is the newest."""
    whole = _whole(_text(request), request.path_params["macroId"])
    if whole is None:
        raise ApiError(404, f"No macro found with id : {request.path_params['macroId']}")
    opening, _, inside = whole.partition(">")
    rich, plain = _RICH.search(inside), _PLAIN.search(inside)
    body = rich or plain
    parameters = _PARAMETER.findall(inside[: body.start()] if body else inside)
    name = _NAME.search(opening)
    return JSONResponse(
        {
            "name": unescape(name[1]) if name else "",
            "body": body[1] if body else "",
            "parameters": {unescape(key): {"value": unescape(value)} for key, value in parameters},
            "_links": base_links(Call.of(request)),
        }
    )


def _text(request: Request) -> str:
    """The text of the version in the path. Raises ApiError (404)."""
    content, number = content_in_path(request), request.path_params["version"]
    version = content.latest if number == "0" else content.numbered(int(number)) if number.isdecimal() else None
    if version is None:
        raise ApiError(404, f"No version {number} of the content with id : {content.id}")
    return version.body


def _whole(text: str, macro_id: str) -> str | None:
    """The macro of an id, with what is in it; None if there is none."""
    tags = list(_TAG.finditer(text))
    wanted = f'ac:macro-id="{macro_id}"'
    start = next((place for place, tag in enumerate(tags) if wanted in tag[0]), None)
    if start is None:
        return None
    depth = 0
    for tag in tags[start:]:
        depth += -1 if tag[0].startswith("</") else 0 if tag[1] else 1
        if depth <= 0:
            return text[tags[start].start() : tag.end()]
    return None
