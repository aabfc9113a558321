"""Leaves out the cells of products that the tenant does not have, visibly, once everything has been collected."""

from collections.abc import Container

import pytest

from token_conformance.collecting import deselect
from token_conformance.model import Product


class Absence:
    """A pytest plugin of its own, registered only in a live run."""

    def __init__(self, absent: Container[Product]) -> None:
        self._absent = absent

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, config: pytest.Config, items: list[pytest.Item]) -> None:
        """Deselect the cells of the missing products; ordinary tests stay."""
        deselect(config, items, lambda endpoint: endpoint.product in self._absent)
