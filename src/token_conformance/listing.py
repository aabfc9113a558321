"""The endpoints that suites state requirements for, read from their files without running a test."""

import runpy
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from token_conformance.errors import UserError
from token_conformance.model import Endpoint, Product

Requirement = Callable[..., None]
"""The test that states what works means for an endpoint."""


def listed_endpoints(folder: Path) -> list[Endpoint]:
    """The endpoints of the suites below a folder; none where there are no suites. Raises UserError for a broken one."""
    return [endpoint for path in sorted(folder.rglob("test_*.py")) for endpoint in requirements_in(path)]


def requirements_in(path: Path) -> Mapping[Endpoint, Requirement]:
    """The endpoints of one suite with their requirements; none where it is a suite of another kind."""
    try:
        product = product_of(path)
    except ValueError:
        return {}
    tests = [test for name, test in _run(path).items() if name.startswith("test_")]
    marked = [(test, mark) for test in tests for mark in vars(test).get("pytestmark", ()) if mark.name == "endpoint"]
    return {declared(product, test.__name__, mark): test for test, mark in marked}


def product_of(path: Path) -> Product:
    """The product that a suite's file is named after; raises ValueError where it is none."""
    return Product(_dashed(path.stem))


def declared(product: Product, test_name: str, mark: pytest.Mark) -> Endpoint:
    """The endpoint that a marked test states the requirement of."""
    return Endpoint(product, _dashed(test_name), *mark.args, **mark.kwargs)


def _run(path: Path) -> Mapping[str, Any]:
    try:
        return runpy.run_path(str(path))
    except Exception as error:  # noqa: BLE001  # a suite is anybody's code
        raise UserError(f"{path}: is no suite that can be read ({type(error).__name__}: {error}); mend it") from None


def _dashed(name: str) -> str:
    return name.removeprefix("test_").replace("_", "-")
