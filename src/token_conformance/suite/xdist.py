"""The scheduler of a distributed run: it gives all cells of an endpoint to one worker. Imported only under xdist."""

from typing import TYPE_CHECKING

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

if TYPE_CHECKING:
    from xdist.workermanage import WorkerController

_FEW = 2
"""A worker with this many pending cells or fewer gets more: the measure of xdist itself."""


def scheduler(config: pytest.Config, log: Producer) -> "EndpointScheduling | None":
    """The scheduler for xdist's ordinary mode; None if the user chose another mode."""
    return EndpointScheduling(config, log) if config.getoption("dist") == "load" else None


class EndpointScheduling(LoadScopeScheduling):  # type: ignore[misc]  # xdist ships no types
    """Gives a test function with all of its parameters to one worker."""

    def _split_scope(self, nodeid: str) -> str:
        return nodeid.partition("[")[0]

    def remove_node(self, node: "WorkerController") -> str | None:
        """Reassign the cells that a dead worker did not finish; returns the cell in which it died.

        That cell is not run again. xdist's own scheduler runs it and the finished cells again and again, and waits
        for some of them forever.
        """
        unfinished = {scope: unit for scope, unit in self.assigned_work.pop(node).items() if not all(unit.values())}
        died_in: str | None = next(
            (i for unit in unfinished.values() for i, is_done in unit.items() if not is_done), None
        )
        if died_in is not None:
            unfinished[self._split_scope(died_in)][died_in] = True
            self.workqueue.update((scope, unit) for scope, unit in unfinished.items() if not all(unit.values()))
            for other in self.assigned_work:
                self._reschedule(other)
        return died_in

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
