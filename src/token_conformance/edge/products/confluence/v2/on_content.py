"""What is on pages and blog posts, in version 2 of Confluence's API."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.products.api import ApiError, Call, json_object, member
from token_conformance.edge.products.body import ID
from token_conformance.edge.products.confluence.answers import in_order, matches, wanted
from token_conformance.edge.products.confluence.v2.answers import PAGING, body_format, page
from token_conformance.edge.products.confluence.v2.beans import details_bean, label_bean, version_bean, versioned_bean
from token_conformance.edge.products.confluence.v2.contents import listed
from token_conformance.edge.products.confluence.v2.files import listed_files
from token_conformance.edge.products.confluence.v2.find import (
    content_in_path,
    file_in_path,
    space_in_path,
    type_in_path,
    version_of,
)
from token_conformance.edge.products.handler import honours
from token_conformance.edge.tenant.confluence_content import Label

LABEL_ORDERS = {
    "id": lambda label: int(label.id),
    "created-date": lambda label: int(label.id),  # ids grow with time
    "name": lambda label: label.name,
}


@honours(f"{PAGING} sort prefix")
async def list_labels(request: Request) -> Response:
    """List the labels of a page or blog post."""
    return labels_page(request, content_in_path(request).labels)


@honours(f"{PAGING} sort prefix")
async def list_labels_of_file(request: Request) -> Response:
    """List the labels of a file; in this tenant no file has one."""
    file_in_path(request)
    return labels_page(request, [])


@honours(f"{PAGING} sort prefix")
async def list_labels_of_space(request: Request) -> Response:
    """List the labels of a space."""
    return labels_page(request, space_in_path(request).labels)


@honours(f"{PAGING} sort prefix")
async def list_labels_in_space(request: Request) -> Response:
    """List the labels of the contents of a space. They are global, and without `prefix` only others are listed."""
    space, contents = space_in_path(request), Call.of(request).state.confluence.contents.values()
    used = {label.id: label for content in contents if content.space is space for label in content.labels}
    return labels_page(request, list(used.values()) if "prefix" in request.query_params else [])


def labels_page(request: Request, labels: list[Label]) -> Response:
    """The answer with a list of labels, which `prefix` narrows."""
    shown = [label for label in labels if matches(request, "prefix", label.prefix)]
    return page(request, in_order(request, shown, LABEL_ORDERS), label_bean)


@honours(f"{PAGING} sort body-format")
async def list_versions(request: Request) -> Response:
    """List the versions of a page or blog post, the newest first."""
    content, representation = content_in_path(request), body_format(request)
    versions = in_order(request, content.versions[::-1], {"modified-date": lambda version: version.number})
    return page(
        request,
        versions,
        lambda version: versioned_bean(content, version, type_in_path(request), representation),
        key=lambda version: str(version.number),
    )


@honours()
async def get_version(request: Request) -> Response:
    """Get the details of one version of a page or blog post."""
    content = content_in_path(request)
    found = version_of(content, request.path_params["number"])
    return JSONResponse(details_bean(version_bean(found), content.version))


@honours(body={"contentIds": [ID]})
async def convert_ids(request: Request) -> Response:
    """Get the types of contents by their ids; one that does not exist has none."""
    ids, confluence = member(await json_object(request), "contentIds"), Call.of(request).state.confluence
    types = {content.id: content.type for content in confluence.contents.values()}
    types |= {file.id: "attachment" for _, file in confluence.attachments()}
    types |= {comment.id: "footer-comment" for _, comment in confluence.comments()}
    return JSONResponse({"results": {str(one): types.get(str(one)) for one in ids}})


@honours(f"{PAGING} sort prefix label-id")
async def list_all_labels(request: Request) -> Response:
    """List the labels that contents have."""
    contents, ids = Call.of(request).state.confluence.contents.values(), wanted(request, "label-id")
    used = {label.id: label for content in contents for label in content.labels}
    return labels_page(request, [label for label in used.values() if ids is None or label.id in ids])


@honours(f"{PAGING} sort body-format space-id")
async def list_labelled(request: Request) -> Response:
    """List the pages or blog posts that have a label."""
    confluence, label_id = Call.of(request).state.confluence, request.path_params["id"]
    _check_label(request)
    return listed(
        request,
        [
            content
            for content in confluence.of_type(type_in_path(request))
            if label_id in {label.id for label in content.labels} and matches(request, "space-id", content.space.id)
        ],
    )


@honours(f"{PAGING} sort")
async def list_labelled_files(request: Request) -> Response:
    """List the files that have a label; in this tenant no file has one."""
    _check_label(request)
    return listed_files(request, [])


def _check_label(request: Request) -> None:
    """Raises ApiError (404) if no content has ever had the label in the path."""
    if request.path_params["id"] not in {label.id for label in Call.of(request).state.confluence.labels.values()}:
        raise ApiError(404)
