"""What the edge shows of each caller of the whole catalogue, with the calls and the judgement of the suite."""

from collections.abc import Collection, Iterator, Mapping

from token_conformance.catalogue.operations import Operation
from token_conformance.edge.access.own_tokens import every_scope, holding
from token_conformance.edge.access.world import KNOWN, World
from token_conformance.edge.faults.fault import Fault
from token_conformance.edge.server.edge import Edge
from token_conformance.exchange.client import Exchange
from token_conformance.model.answer import Answer
from token_conformance.model.cell import Cell
from token_conformance.model.outcome import Outcome
from token_conformance.model.target import Target
from token_conformance.suite.catalogue.ask import Controls
from token_conformance.suite.catalogue.cells import cells_of, endpoints_of
from token_conformance.suite.catalogue.request import parts_of

Outcomes = Mapping[Cell, Outcome]
Calls = Mapping[Cell, Operation]


def calls_of(apis: Collection[str]) -> Calls:
    """The cells of the published calls of some APIs, each with its operation, and what strangers get first."""
    return {
        cell: operation
        for api in apis
        for endpoint, operation in endpoints_of(api).items()
        for cell in cells_of(endpoint, operation)
    }


def outcomes(calls: Calls, *, world: World = KNOWN, faults: Collection[Fault] = ()) -> Outcomes:
    """The outcome of each cell at an edge; the scoped tokens have every scope of their app, as in the suite."""
    return dict(_outcomes(calls, world, faults))


def _outcomes(calls: Calls, world: World, faults: Collection[Fault]) -> Iterator[tuple[Cell, Outcome]]:
    controls = Controls()
    own = every_scope()
    with Edge(world=world, faults=faults, own_tokens=own.values()) as edge:
        account = holding(edge.account, own)
        target = Target("edge", edge.tenant, account, edge.proxy_url, edge.ca_file)
        with Exchange(target) as exchange:
            for cell, operation in calls.items():
                answer = exchange.send(cell, **parts_of(operation, edge.tenant.cloud_id))
                yield cell, controls.judge(cell, answer, _not_asked).outcome


def _not_asked(control: Cell) -> Answer:
    """A stranger's cell comes before the others of its call, so that its answer is known."""
    raise AssertionError(control.id)
