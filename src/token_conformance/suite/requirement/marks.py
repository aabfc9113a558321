"""The mark of a test, which makes it the requirement of an endpoint, and what can be wrong with it."""

import re
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import Any

import pytest

from token_conformance.errors import UserError, one_of, shortened
from token_conformance.model.cell import FORMS, Endpoint, Product, UrlForm
from token_conformance.suite.requirement.known_operations import KnownOperations

MARK = "endpoint"

_EXAMPLE = f'@{MARK}("GET /rest/api/3/myself")'
_NAME = re.compile(r"test_[a-z0-9]+(?:_[a-z0-9]+)*")


def endpoint(
    operation: str, *, product: Product | str | None = None, writes: bool = False, open_at: Collection[UrlForm] = ()
) -> pytest.MarkDecorator:
    """Mark a test as the requirement of an endpoint; it then runs once per cell.

    `operation` is a published operation (`GET /rest/api/3/myself`) or one that is declared beside the test. `product`
    is the one that the matrix shows it in, if that is not the operation's own. `writes` says that the call changes
    the tenant, and `open_at` names the URL forms at which callers without a valid token are answered by design.
    """
    if not isinstance(operation, str):  # the mark was written without brackets, and would replace the test
        raise pytest.Collector.CollectError(f"@{MARK} has no operation; write {_EXAMPLE}")
    return pytest.mark.endpoint(operation, product=product, writes=writes, open_at=open_at)


def endpoint_of_marks(
    marks: Sequence[pytest.Mark], test_name: str, folder: Path, operations: KnownOperations
) -> Endpoint | None:
    """The endpoint whose requirement a test in a folder states; None without a mark. Raises UserError for a fault."""
    names = {mark.name for mark in marks}
    if MARK not in names:
        return None
    if sum(mark.name == MARK for mark in marks) > 1:
        raise UserError(f"has more than one mark @{MARK}; a test is one call, so write a test for each")
    if "parametrize" in names:
        raise UserError("is parametrized; a test is one call, so write a test for each")
    if not _NAME.fullmatch(test_name):
        raise UserError("the name is not fit for files; use lower-case letters, digits and single underscores")
    (mark,) = (mark for mark in marks if mark.name == MARK)
    return _endpoint(mark, test_name, folder, operations)


def _endpoint(mark: pytest.Mark, test_name: str, folder: Path, operations: KnownOperations) -> Endpoint:
    keys = {"product": None, "writes": False, "open_at": (), **mark.kwargs}
    if len(mark.args) != 1 or not isinstance(mark.args[0], str) or len(keys) > len(_READERS):
        raise UserError(f"@{MARK} takes one operation, and {', '.join(_READERS)} by name; write {_EXAMPLE}")
    values = {name: _value(name, read, keys[name]) for name, read in _READERS.items()}
    operation = operations.find(mark.args[0], folder)
    product = values["product"] or operation.product
    if product.app != operation.app:
        raise UserError(f"product: {operation.name} is called at {operation.app}, not at {product.title}; correct it")
    name = test_name.removeprefix("test_").replace("_", "-")
    return Endpoint(product, name, operation.name, values["writes"], values["open_at"])


def _value(name: str, read: Callable[[Any], Any], value: Any) -> Any:
    """The value of a key of the mark; raises UserError that names the key."""
    try:
        return read(value)
    except UserError as error:
        raise UserError(f"{name}: {error}") from None


def _truth(value: object) -> bool:
    if not isinstance(value, bool):
        raise UserError(f"{shortened(repr(value))} is not True or False; write one of them")
    return value


def _forms(value: object) -> frozenset[UrlForm]:
    words = [value] if isinstance(value, str) else list(value) if isinstance(value, Collection) else [value]
    return frozenset(_FORM(str(word)) for word in words)


_PRODUCT = one_of("product", {str(product): product for product in Product})
_FORM = one_of("URL form", {str(form): form for form in FORMS})
_READERS: dict[str, Callable[[Any], Any]] = {
    "product": lambda value: _PRODUCT(str(value)) if value is not None else None,
    "writes": _truth,
    "open_at": _forms,
}
"""The keys of a mark with the readers of their values."""
