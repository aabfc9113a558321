"""Scenarios in which clients wait have threads of their own."""

from threading import Event

from token_conformance.certify.scenario_pool import ScenarioPool
from token_conformance.certify.scenarios.all_scenarios import SCENARIOS
from token_conformance.certify.scenarios.scenario import Scenario

WAITING, STARTING = SCENARIOS["rate-limited"], SCENARIOS["scoped-gateway"]


def test_what_waits_does_not_block() -> None:
    """A scenario without faults is observed while any number of others wait."""
    over = Event()

    def observe(scenario: Scenario) -> str:
        if not scenario.faults:
            over.set()
        assert over.wait(60)
        return scenario.id

    with ScenarioPool() as pool:
        names = list(pool.map(observe, [*[WAITING] * 50, STARTING]))
    assert [*[WAITING.id] * 50, STARTING.id] == names
