"""The placeholders and scrubbers of a made-up tenant."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from token_conformance.model.account import Account
from token_conformance.model.cell import Product
from token_conformance.model.target import Target
from token_conformance.model.tenant import SEEDED
from token_conformance.recording.placeholders import Placeholders
from token_conformance.recording.scrubbing import Scrubber

ACCOUNT = Account("conformance@example.com", "UNSCOPED", "SCOPED-JIRA", "SCOPED-CONFLUENCE", "INVALID")

TENANT = replace(
    SEEDED, site="made-up", project_key="CODE", issue_key="CODE-7", service_desk_id="3", request_type_id="3"
)
"""Two of its ids are the same number, but identify different things."""

ScrubberOf = Callable[[Product], Scrubber]


@pytest.fixture
def placeholders() -> Placeholders:
    """The placeholders of a run with the made-up account."""
    return Placeholders(Target("edge", TENANT, ACCOUNT))


@pytest.fixture
def scrubber(placeholders: Placeholders) -> ScrubberOf:
    """The scrubber for the cells of a product."""
    return lambda product: Scrubber(placeholders, product)
