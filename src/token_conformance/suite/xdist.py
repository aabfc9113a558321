"""Distributed runs with pytest-xdist: what workers share, and which worker runs which tests in which order."""

from collections.abc import MutableMapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

from token_conformance.model.cell import COLUMNS
from token_conformance.suite.collection import split_group

if TYPE_CHECKING:
    from xdist.workermanage import WorkerController

_KEY = "token_conformance_shared_folder"


def hand_over(folder: Path, worker_input: MutableMapping[str, Any]) -> None:
    """Give the folder to a worker that is about to start."""
    worker_input[_KEY] = str(folder)


def handed_over(config: pytest.Config) -> Path | None:
    """The folder that this process was given; None where it is no worker, or shares nothing."""
    folder = getattr(config, "workerinput", {}).get(_KEY)
    return Path(folder) if folder else None


class EndpointScheduling(LoadScopeScheduling):  # type: ignore[misc]  # xdist ships no types
    """Gives all cells of an endpoint to one worker, and with `--dist loadgroup` also all tests of an `xdist_group`.

    With `--dist load` all parameters of any test function go to one worker.
    """

    def _split_scope(self, nodeid: str) -> str:
        test, group = split_group(nodeid)
        function, _, parameters = test.partition("[")
        is_alone = self.config.getoption("dist") == "loadgroup" and parameters.removesuffix("]") not in _COLUMNS
        return group or (test if is_alone else function)

    def remove_node(self, node: "WorkerController") -> str | None:
        """Hand out again what a worker that died has left; returns the cell in which it died, which is not run again.

        xdist's own runs that cell, and those that are done, again and again, and waits for some of them forever.
        """
        left = {scope: unit for scope, unit in self.assigned_work.pop(node).items() if not all(unit.values())}
        died_in: str | None = next((i for unit in left.values() for i, is_done in unit.items() if not is_done), None)
        if died_in is not None:
            left[self._split_scope(died_in)][died_in] = True
            self.workqueue.update((scope, unit) for scope, unit in left.items() if not all(unit.values()))
            for other in self.assigned_work:
                self._reschedule(other)
        return died_in

    def _reschedule(self, node: "WorkerController") -> None:
        """Give a worker so much that it goes on, or tell it that there is no more.

        A worker keeps its last cell back until it knows of a next one or of the end, so one cell alone, which may be
        all that is left of a unit after a crash, would wait forever. One that has not collected yet asks later.
        """
        while (
            node in self.registered_collections
            and not node.shutting_down
            and self._pending_of(self.assigned_work[node]) <= _FEW
        ):
            super()._reschedule(node)


_FEW = 2
"""So many cells are few: xdist's own measure for giving out more."""


_COLUMNS = frozenset(f"{credential}-{form}" for credential, form in COLUMNS)
"""The parameters of cells, as they are in node ids."""


def scheduler(config: pytest.Config, log: Producer) -> EndpointScheduling | None:
    """The scheduler for `--dist load`, which is xdist's default, and `--dist loadgroup`; None for the other modes."""
    return EndpointScheduling(config, log) if config.getoption("dist") in {"load", "loadgroup"} else None


_CREATING = frozenset({"disposable_issue", "disposable_page"})
"""The fixtures that create a thing for each cell."""


def put_long_tests_first(items: list[pytest.Item]) -> None:
    """Order collected tests so that no worker is left alone with a long endpoint at the end."""
    items.sort(key=_takes_one_request)


def _takes_one_request(item: pytest.Item) -> bool:
    """Whether nothing must be created for a test before its own request."""
    return _CREATING.isdisjoint(getattr(item, "fixturenames", ()))


def append_groups(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Append its `xdist_group` to the id of each test with `--dist loadgroup`, where pytest-xdist could not do so.

    pytest-xdist 3.8 sets an attribute that pytest 9.2 does not read any more, so that the groups have no effect.
    """
    for item in items if config.getoption("loadgroup", default=False) else ():
        names = {str((*mark.args, *mark.kwargs.values(), "default")[0]) for mark in item.iter_markers("xdist_group")}
        if names and not split_group(item.nodeid)[1]:
            node_id = getattr(item, "_id")  # noqa: B009  # it has no public name, and no type before pytest 9.2
            setattr(item, "_id", node_id.parse(f"{item.nodeid}@{'_'.join(sorted(names))}"))  # noqa: B010  # as above
