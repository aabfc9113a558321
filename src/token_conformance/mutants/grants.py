"""Scope checks that the gateway could make, and does not (G2)."""

from collections.abc import Collection

from token_conformance.catalogue.operations import Operation

_READ_CONTENT = "read:confluence-content.all"


def reaches_everything(_operation: Operation, _scopes: Collection[str]) -> bool:
    """Every token reaches every operation."""
    return True


def one_scope_is_enough(operation: Operation, scopes: Collection[str]) -> bool:
    """A token reaches an operation by any scope of its sets."""
    return not (operation.classic | operation.granular).isdisjoint(scopes)


def classic_opens_v2(operation: Operation, scopes: Collection[str]) -> bool:
    """A classic scope for reading Confluence reaches version 2 of its API too."""
    is_v2 = operation.path.startswith("/wiki/api/v2/")
    return operation.is_allowed(scopes) or (is_v2 and _READ_CONTENT in scopes)
