"""Reports that a worker sends as one value.

pytest-xdist writes and reads each part of a report in Python, which takes longer than a replayed cell. Python's own
`marshal` writes a whole report at once, with the same types, and faster than anything else can.
"""

import marshal
from collections.abc import Generator
from typing import Any

import pytest

from token_conformance.suite.workers import has_workers, is_worker

PACKED = "token_conformance_packed"
"""The name under which a packed report has its content."""

_FORMAT = 2
"""A format of `marshal` that every version of Python 3 reads, because a worker can have another one."""


def register(config: pytest.Config) -> None:
    """Pack the reports of a worker, and unpack them in the process that shows them.

    It must be registered after all that changes what a worker sends.
    """
    if is_worker(config):
        config.pluginmanager.register(_Packing())
    elif has_workers(config):
        config.pluginmanager.register(_Unpacking())


class _Packing:
    """The part of a worker."""

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_report_to_serializable(self) -> Generator[None, Any, Any]:
        """Pack a report when every other plugin has added to it what it has to add."""
        return packed((yield))


class _Unpacking:
    """The part of the process that reports."""

    @pytest.hookimpl(tryfirst=True)
    def pytest_report_from_serializable(self, data: dict[str, Any]) -> None:
        """Unpack a report, which pytest then reads as ever."""
        unpack(data)


def packed(data: dict[str, Any]) -> dict[str, Any]:
    """A report as one value; as it is, if it has a value of a type that cannot be packed."""
    try:
        return {PACKED: marshal.dumps(data, _FORMAT)}
    except ValueError:
        return data


def unpack(data: dict[str, Any]) -> None:
    """Put the content of a packed report in its place, beside what the worker has added."""
    if PACKED in data:
        data.update(marshal.loads(data.pop(PACKED)))  # noqa: S302  # a worker of this run has written it
