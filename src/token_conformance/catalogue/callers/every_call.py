"""Every published call: the operations of the sites' APIs and of the families, each once, by its API."""

from collections.abc import Mapping, Sequence
from functools import cache

from token_conformance.catalogue.operations import Operation, family_operations, published
from token_conformance.model.cell import FORMS, UrlForm


@cache
def calls_by_api() -> Mapping[str, Sequence[Operation]]:
    """The published operations of each API, by its id in the tables, in the order of the tables."""
    found: dict[str, list[Operation]] = {}
    for catalogue in (published(), family_operations()):
        for operation in catalogue.operations.values():
            found.setdefault(operation.api, []).append(operation)
    return found


def forms_of(operation: Operation) -> tuple[UrlForm, ...]:
    """The URL forms that a call has: a family is reached at the gateway's host alone."""
    return (UrlForm.GATEWAY,) if operation.is_of_family else FORMS
