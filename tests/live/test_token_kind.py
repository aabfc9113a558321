"""Which kind a token is, from what the site and the gateway answered to it."""

import pytest

from token_conformance.live.probes import Reply
from token_conformance.live.token_kind import Kind, TokenReplies
from token_conformance.model.cell import Product
from token_conformance.model.outcome import Outcome


@pytest.mark.parametrize(
    ("site", "gateway", "kind"),
    [
        (Outcome.WORKS, Outcome.WORKS, Kind.UNSCOPED),
        (Outcome.WORKS, Outcome.UNREACHABLE, Kind.UNSCOPED),
        (Outcome.UNAUTHENTICATED, Outcome.WORKS, Kind.SCOPED),
        (Outcome.UNAUTHENTICATED, Outcome.SCOPE_MISMATCH, Kind.SCOPED),
        (Outcome.EMPTY, Outcome.WORKS, Kind.SCOPED),
        (Outcome.UNAUTHENTICATED, Outcome.UNAUTHENTICATED, Kind.INVALID),
        (Outcome.FORBIDDEN, Outcome.UNAUTHENTICATED, Kind.INVALID),
        (Outcome.UNREACHABLE, Outcome.WORKS, Kind.UNCLEAR),
        (Outcome.RATE_LIMITED, Outcome.SCOPE_MISMATCH, Kind.UNCLEAR),
        (Outcome.UNEXPECTED, Outcome.UNAUTHENTICATED, Kind.UNCLEAR),
        (Outcome.UNAUTHENTICATED, Outcome.SERVER_ERROR, Kind.UNCLEAR),
    ],
)
def test_the_kind_follows_from_where_the_token_works(site: Outcome, gateway: Outcome, kind: Kind) -> None:
    """A failure on the way to the site or the gateway says nothing about the token."""
    replies = TokenReplies("scoped_jira_token", Product.JIRA_PLATFORM, Reply(site), Reply(gateway))
    assert kind is replies.kind
