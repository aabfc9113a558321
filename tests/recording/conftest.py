"""The references and scrubbers of a tenant that is nobody's."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from token_conformance.account import Account
from token_conformance.model import Product
from token_conformance.recording import References, Scrubber
from token_conformance.target import Target
from token_conformance.tenant import SEEDED

ACCOUNT = Account("conformance@example.com", "UNSCOPED", "SCOPED-JIRA", "SCOPED-CONFLUENCE", "INVALID")

TENANT = replace(
    SEEDED, site="made-up", project_key="CODE", issue_key="CODE-7", service_desk_id="3", request_type_id="3"
)
"""Two of its ids are the same number, and mean different things."""

ScrubberOf = Callable[[Product], Scrubber]


@pytest.fixture
def references() -> References:
    """The references of a run with the made-up account."""
    return References(Target("edge", TENANT, ACCOUNT))


@pytest.fixture
def scrubber(references: References) -> ScrubberOf:
    """The scrubber for the cells of a product."""
    return lambda product: Scrubber(references, product)
