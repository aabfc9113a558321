"""Which operations change nothing, so that a run may send them to any tenant."""

import pytest

from token_conformance.catalogue.operations import published, retired
from token_conformance.exchange.reads import READS_BY_POST, only_reads


def test_each_read_by_post_is_a_published_operation() -> None:
    """A name that is misspelt would let nothing be sent."""
    assert READS_BY_POST <= set(published().operations) | set(retired().operations)


@pytest.mark.parametrize(
    ("operation", "reads"),
    [
        ("GET /rest/api/3/myself", True),
        ("HEAD /rest/api/3/our-app", True),
        ("POST /rest/api/3/search/jql", True),
        ("POST /rest/api/2/issue/bulkfetch", True),
        ("POST /wiki/api/v2/users-bulk", True),
        ("POST /wiki/api/v2/user/access/invite-by-email", False),
        ("PUT /rest/api/3/issues/archive/export", False),
        ("POST /rest/api/3/workflows/update", False),
        ("POST /rest/api/3/issue", False),
        ("DELETE /rest/api/3/search/jql", False),
    ],
)
def test_what_only_reads(operation: str, reads: bool) -> None:
    """The method says it, or what the operation is documented to do; scopes do not."""
    assert reads is only_reads(operation)
