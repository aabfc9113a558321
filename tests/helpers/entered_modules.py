"""A pytest plugin that writes which modules of the project each test enters, one line per test.

A test enters a module when it calls one of its functions between its start and the end of its report, by which the
result of a cell is written. Imports do not count, and neither does what the edge calls: the edge is the target.
"""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from types import CodeType, FrameType

import pytest

import token_conformance

VARIABLE = "ENTERED_MODULES"
"""The environment variable that names the file."""

_ROOT = Path(token_conformance.__file__).parent
_EDGE = str(_ROOT / "edge")
_entered: set[str] = set()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_logstart() -> None:
    """Start the trace, which covers this thread only: the edge's servers run in others."""
    _entered.clear()
    sys.setprofile(_trace)


@pytest.hookimpl(trylast=True)
def pytest_runtest_logfinish() -> None:
    """Write the modules."""
    sys.setprofile(None)
    with Path(os.environ[VARIABLE]).open("a", encoding="utf-8") as file:
        file.write(" ".join(sorted(_entered)) + "\n")


def _trace(frame: FrameType, event: str, _: object) -> None:
    code = frame.f_code
    if event == "call" and _is_ours(code) and not any(map(_is_excluded, _stack(frame))):
        _entered.add(".".join(Path(code.co_filename).relative_to(_ROOT).with_suffix("").parts))


def _stack(frame: FrameType | None) -> Iterator[CodeType]:
    while frame is not None:
        yield frame.f_code
        frame = frame.f_back


def _is_ours(code: CodeType) -> bool:
    return code.co_filename.startswith(str(_ROOT))


def _is_excluded(code: CodeType) -> bool:
    """Whether a caller is the edge, or the body of a module that is being imported."""
    return code.co_filename.startswith(_EDGE) or (code.co_name == "<module>" and _is_ours(code))
