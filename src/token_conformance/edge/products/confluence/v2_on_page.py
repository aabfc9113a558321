"""What hangs on a page, in version 2 of Confluence's API."""

from starlette.requests import Request
from starlette.responses import Response

from token_conformance.edge.products.confluence.v2_answers import body_format, page
from token_conformance.edge.products.confluence.v2_beans import attachment_bean, comment_bean, label_bean
from token_conformance.edge.products.confluence.v2_contents import named_page


async def list_footer_comments(request: Request) -> Response:
    """Show the comments at the foot of a page."""
    content, wanted = named_page(request), body_format(request)
    return page(request, content.comments, lambda comment: comment_bean(content, comment, wanted))


async def list_attachments(request: Request) -> Response:
    """Show the files on a page, or the one of a `filename`."""
    content = named_page(request)
    name = request.query_params.get("filename")
    files = [file for file in content.attachments.values() if name in {None, file.title}]
    return page(request, files, lambda file: attachment_bean(content, file))


async def list_labels(request: Request) -> Response:
    """Show the labels of a page."""
    return page(request, named_page(request).labels, label_bean)
