"""Files on pages and blog posts, in version 2 of Confluence's API, which reads and deletes them."""

from collections.abc import Iterable

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.products.api import ApiError, Call, no_content, whole_number
from token_conformance.edge.products.confluence.answers import in_order, is_on, matches
from token_conformance.edge.products.confluence.v2.answers import PAGING, included, page, single
from token_conformance.edge.products.confluence.v2.beans import (
    attachment_bean,
    details_bean,
    file_version_bean,
    property_bean,
)
from token_conformance.edge.products.confluence.v2.find import content_in_path, file_in_path
from token_conformance.edge.products.confluence.v2.permitted import operations_on
from token_conformance.edge.products.handler import honours
from token_conformance.edge.tenant.confluence_content import Attachment, Content

_LIST = f"{PAGING} sort status mediaType filename"
_ORDERS = {
    "created-date": lambda placed: placed[1].first.created,
    "modified-date": lambda placed: placed[1].created,
}
_LENGTH = 50


@honours(_LIST)
async def list_on_content(request: Request) -> Response:
    """List the files on a page or blog post; `filename` and `mediaType` narrow the list."""
    content = content_in_path(request)
    return listed_files(request, [(content, file) for file in content.attachments.values()])


@honours(_LIST)
async def list_files(request: Request) -> Response:
    """List the files of all pages and blog posts; `filename` and `mediaType` narrow the list."""
    return listed_files(request, Call.of(request).state.confluence.attachments())


def listed_files(request: Request, placed: Iterable[tuple[Content, Attachment]]) -> Response:
    """The answer with a list of files, in the order that the request names."""
    shown = [(content, file) for content, file in placed if _is_wanted(request, file)]
    ordered = in_order(request, shown, _ORDERS)
    return page(request, ordered, lambda item: attachment_bean(*item), key=lambda item: item[1].id, limit=_LENGTH)


def _is_wanted(request: Request, file: Attachment) -> bool:
    query = request.query_params
    return (
        query.get("filename", file.title) == file.title
        and query.get("mediaType", file.media_type) == file.media_type
        and matches(request, "status", "current")
    )


@honours("version include-version include-versions include-properties include-labels include-operations")
async def get_file(request: Request) -> Response:
    """Get a file's description, or that of an earlier version."""
    content, newest = file_in_path(request)
    file = _numbered(newest, whole_number(request, "version", newest.version, minimum=1))
    bean, path = attachment_bean(content, file), f"/wiki/api/v2/attachments/{file.id}"
    if not is_on(request, "include-version", default=True):
        del bean["version"]
    lists = {
        "labels": [],
        "versions": [file_version_bean(one) for one in (newest, *newest.former[::-1])],
        "properties": [property_bean(one) for one in newest.properties.values()],
        "operations": operations_on("attachment"),
    }
    shown = {
        name: included(beans, f"{path}/{name}") for name, beans in lists.items() if is_on(request, f"include-{name}")
    }
    return single(request, bean | shown)


def _numbered(file: Attachment, number: int) -> Attachment:
    """A version of a file. Raises ApiError (404)."""
    found = next((one for one in (*file.former, file) if one.version == number), None)
    if found is None:
        raise ApiError(404)
    return found


@honours("purge")
async def delete_file(request: Request) -> Response:
    """Take a file off its page; nothing is in the trash for `purge`."""
    if is_on(request, "purge"):
        raise ApiError(404)
    content, file = file_in_path(request)
    del content.attachments[file.title]
    return no_content()


@honours(f"{PAGING} sort")
async def list_versions(request: Request) -> Response:
    """List the versions of a file, the newest first."""
    _, file = file_in_path(request)
    versions = in_order(request, (file, *file.former[::-1]), {"modified-date": lambda one: one.version})
    return page(
        request,
        versions,
        lambda one: file_version_bean(one) | {"attachment": {"title": one.title, "id": one.id}},
        key=lambda one: str(one.version),
    )


@honours()
async def get_version(request: Request) -> Response:
    """Get the details of one version of a file."""
    (_, file), number = file_in_path(request), request.path_params["number"]
    found = _numbered(file, int(number) if number.isdecimal() else 0)
    return JSONResponse(details_bean(file_version_bean(found), file.version))
