"""The scheduler of a distributed run, which keeps the cells of an endpoint on one worker. Imported only under xdist."""

import re
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

from token_conformance.model.cell import EVERY_COLUMN
from token_conformance.suite.collection import split_group

if TYPE_CHECKING:
    from xdist.workermanage import WorkerController

_MODES = frozenset({"load", "loadgroup", "worksteal"})
"""The modes of xdist that would part the cells of an endpoint."""

_FEW = 2
"""A worker with this many pending cells or fewer gets more: the measure of xdist itself."""

_COLUMNS = "|".join(f"{credential}-{form}" for credential, form in EVERY_COLUMN)
_CELL = re.compile(rf"(?P<call>[a-z0-9-]+-)??(?:{_COLUMNS})\]")
"""The parameters of a cell, as they are in node ids: its column, after the name of its call if its test has several."""


def scheduler(config: pytest.Config, log: Producer) -> "EndpointScheduling | None":
    """The scheduler for `--dist load`, which is xdist's default, `loadgroup` and `worksteal`; None for other modes.

    The scheduler of xdist for `worksteal` would run cells of an endpoint away from the controls that judge them.
    """
    return EndpointScheduling(config, log) if config.getoption("dist") in _MODES else None


class EndpointScheduling(LoadScopeScheduling):  # type: ignore[misc]  # xdist ships no types
    """Gives all cells of an endpoint, or of a call of the whole catalogue, to one worker.

    With `--dist loadgroup` it also gives all tests of an `xdist_group` to one worker.
    With `--dist load` all parameters of any test function go to one worker.
    """

    def _split_scope(self, nodeid: str) -> str:
        test, group = split_group(nodeid)
        function, _, parameters = test.partition("[")
        cell = _CELL.fullmatch(parameters)
        is_alone = self.config.getoption("dist") == "loadgroup" and cell is None
        of_call = cell["call"] or "" if cell else ""
        return group or (test if is_alone else function + of_call)

    def mark_test_complete(
        self,
        node: "WorkerController",
        item_index: int,
        duration: float = 0,  # noqa: ARG002  # the interface of pytest-xdist
    ) -> None:
        """Note that a worker has run a test, and forget its unit if that was the last test of it.

        xdist's own scheduler keeps every unit and asks all of them again after each test: with ten thousand tests that
        takes longer than many of the tests.
        """
        test = self.registered_collections[node][item_index]
        units = self.assigned_work[node]
        unit = units[scope := self._split_scope(test)]
        unit[test] = True
        if all(unit.values()):
            del units[scope]
        self._reschedule(node)

    def remove_node(self, node: "WorkerController") -> str | None:
        """Reassign the cells that a dead worker did not finish; returns the cell in which it died.

        That cell is not run again. xdist's own scheduler runs it and the finished cells again and again, and waits
        for some of them forever.
        """
        unfinished = self.assigned_work.pop(node)
        died_in: str | None = next(
            (i for unit in unfinished.values() for i, is_done in unit.items() if not is_done), None
        )
        if died_in is not None:
            unfinished[self._split_scope(died_in)][died_in] = True
            self.workqueue.update((scope, unit) for scope, unit in unfinished.items() if not all(unit.values()))
            for other in self.assigned_work:
                self._reschedule(other)
        return died_in

    def _assign_work_unit(self, node: "WorkerController") -> None:
        """Give a worker its next cells. A worker that has just died takes none; `remove_node` gives them to others."""
        with suppress(OSError):
            super()._assign_work_unit(node)

    def _reschedule(self, node: "WorkerController") -> None:
        """Give a worker enough cells to continue, or shut it down if no cells are left.

        A worker does not run its last cell until it knows the next one or knows that there is no next one. After a
        crash a unit may have only one cell left, and the worker would wait forever before it. A worker that has not
        collected yet asks later.
        """
        while (
            node in self.registered_collections
            and not node.shutting_down
            and self._pending_of(self.assigned_work[node]) <= _FEW
        ):
            super()._reschedule(node)


def append_groups(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Append its `xdist_group` to the id of each test with `--dist loadgroup`, where pytest-xdist could not do so.

    pytest-xdist 3.8 sets an attribute that pytest 9.2 does not read any more, so that the groups have no effect.
    """
    for item in items if config.getoption("loadgroup", default=False) else ():
        names = {str((*mark.args, *mark.kwargs.values(), "default")[0]) for mark in item.iter_markers("xdist_group")}
        if names and not split_group(item.nodeid)[1]:
            node_id = getattr(item, "_id")  # noqa: B009  # it has no public name, and no type before pytest 9.2
            setattr(item, "_id", node_id.parse(f"{item.nodeid}@{'_'.join(sorted(names))}"))  # noqa: B010  # as above
