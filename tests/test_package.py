"""The face of the package: what a suite imports, and what importing it does not load."""

import subprocess
import sys

import pytest

import token_conformance


def test_importing_the_package_loads_neither_pytest_nor_the_recorder() -> None:
    """Each name is imported when it is first used."""
    script = """
import sys, token_conformance
sys.exit(bool({"httpx", "pytest", "vcr"} & sys.modules.keys()))
"""
    assert 0 == subprocess.run([sys.executable, "-c", script], check=False).returncode


@pytest.mark.parametrize("name", sorted({*token_conformance.__all__} - {"__version__"}))
def test_each_name_can_be_imported(name: str) -> None:
    """The name is the one of its module."""
    assert name == getattr(token_conformance, name).__name__


def test_an_unknown_name_is_an_attribute_error() -> None:
    """As of any module."""
    with pytest.raises(AttributeError, match="module 'token_conformance' has no attribute 'endpiont'"):
        getattr(token_conformance, "endpiont")  # noqa: B009  # a type checker knows that it is not there


@pytest.mark.slow
def test_the_plugin_loads_without_xdist() -> None:
    """pytest-xdist is not a dependency: a run in one process works where it is not installed."""
    script = """
import sys
sys.modules["xdist"] = None
import token_conformance.plugin
"""
    assert 0 == subprocess.run([sys.executable, "-c", script], check=False).returncode
