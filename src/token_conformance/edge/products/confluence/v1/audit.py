"""The audit log of Confluence, which the tenant of the edge does not keep."""

from starlette.requests import Request
from starlette.responses import Response

from token_conformance.edge.products.confluence.answers import Bean
from token_conformance.edge.products.confluence.v1.answers import PAGING, page
from token_conformance.edge.products.handler import honours

_NO_RECORDS: list[Bean] = []


@honours(PAGING)
async def list_records(request: Request) -> Response:
    """List the audit records, of which there are none."""
    return page(request, _NO_RECORDS, lambda record: record, limit=1000)
