"""The mark that makes a test function the requirement of one endpoint."""

from collections.abc import Collection

import pytest

from token_conformance.model import UrlForm


def endpoint(operation: str, *, writes: bool = False, open_at: Collection[UrlForm] = ()) -> pytest.MarkDecorator:
    """Mark a test as the requirement of an endpoint; it then runs once a cell.

    `operation` is a published operation (`GET /rest/api/3/myself`), `writes` says that the call changes the
    tenant, and `open_at` names the URL forms at which strangers are answered by design.
    """
    return pytest.mark.endpoint(operation, writes=writes, open_at=frozenset(open_at))
