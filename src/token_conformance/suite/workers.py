"""What the main process of a distributed run passes to its workers, without importing pytest-xdist.

pytest-xdist need not be installed, and a replay in one process does not wait for its import.
"""

import os
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import pytest

from token_conformance.suite.output import usage_error

if TYPE_CHECKING:
    from xdist.workermanage import WorkerController

_PREFIX = "token_conformance_"
_PROBLEMS = f"{_PREFIX}problems"
_CREATING = frozenset({"disposable_issue", "disposable_page"})
"""The fixtures that create a thing for each cell."""


_WORKERS = re.compile(r"-n(?:\d+|auto|logical)?|--(?:numprocesses|dist)(?:=.*)?")
"""The options that pytest-xdist has, as they are typed; pytest itself has none that begins like these."""


def require_xdist(parser: pytest.Parser, arguments: Sequence[str | os.PathLike[str]]) -> None:
    """Say what is missing if nobody knows the options of a distributed run; raises pytest.UsageError."""
    _, unknown = parser.parse_known_and_unknown_args(arguments)
    if given := next(filter(_WORKERS.fullmatch, unknown), None):
        raise usage_error(
            f"{given}: needs pytest-xdist; install it with `pip install pytest-xdist`, or leave {given} out"
        )


def is_worker(config: pytest.Config) -> bool:
    """Whether this process is a worker of a distributed run."""
    return hasattr(config, "workerinput")


def has_workers(config: pytest.Config) -> bool:
    """Whether this process leaves the collection and the cells to workers."""
    return not is_worker(config) and config.getoption("dist", "no") != "no"


def refuse_copies(config: pytest.Config) -> None:
    """Raise pytest.UsageError if each worker would run all cells, whose results would be written more than once."""
    if not is_worker(config) and config.getoption("dist", "no") == "each":
        raise usage_error("--dist each runs each cell on each worker, but a cell has one result; use --dist load")


def refuse_parts(config: pytest.Config) -> None:
    """Raise pytest.UsageError if pytest-split chooses the tests, and parts an endpoint from its controls."""
    if (splits := config.getoption("splits", None)) and (group := config.getoption("group", None)):
        raise usage_error(
            f"--splits parts an endpoint from its controls, by which its cells are judged; use --shard {group}/{splits}"
            f" in place of --splits {splits} --group {group}"
        )


def pass_to_worker(node: "WorkerController", name: str, value: object) -> None:
    """Pass a value to a worker that is about to start; execnet must be able to send its type."""
    node.workerinput[f"{_PREFIX}{name}"] = value


def passed(config: pytest.Config, name: str) -> Any:
    """The value that was passed to this worker under a name; None if nothing was passed, or this is not a worker."""
    return getattr(config, "workerinput", {}).get(f"{_PREFIX}{name}")


def pass_to_main_process(config: pytest.Config, problems: Sequence[str]) -> None:
    """Pass the problems that end this worker to the main process, which has no other way to know them."""
    if is_worker(config):
        getattr(config, "workeroutput")[_PROBLEMS] = list(problems)  # noqa: B009  # only a worker has it


def problems_of(node: "WorkerController") -> Sequence[str]:
    """The problems that ended a worker; empty if it ended for another reason."""
    output: dict[str, list[str]] = getattr(node, "workeroutput", None) or {}  # a worker that crashed has none
    return output.get(_PROBLEMS, ())


def put_long_tests_first(items: list[pytest.Item]) -> None:
    """Order collected tests so that no worker is left alone with a long endpoint at the end."""
    items.sort(key=_takes_one_request)


def _takes_one_request(item: pytest.Item) -> bool:
    """Whether nothing must be created for a test before its own request."""
    return _CREATING.isdisjoint(getattr(item, "fixturenames", ()))
