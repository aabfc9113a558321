"""The actions of a scenario: all of some, the first of each group, and another where a subject has none of them."""

from collections.abc import Iterable

import pytest

from token_conformance.certify.scenarios.all_scenarios import SCENARIOS
from token_conformance.certify.scenarios.scenario import Scenario
from token_conformance.certify.subject.subject import Action

A, B, C, D = Action.WHOAMI, Action.SEARCH, Action.GET_PAGE, Action.CREATE_PAGE
SCENARIO = Scenario("x", "", (), actions=(A,), one_of=((B, C),), otherwise=(C, D))

FOR_ANY = {
    *("unscoped-site", "scoped-gateway", "scoped-site", "invalid-site", "invalid-gateway", "lacking-gateway"),
    *(
        "untrusted-certificate",
        "other-name-certificate",
        "redirect-to-plain-http",
        "redirect-to-foreign",
        "redirect-to-site",
    ),
    *("rate-limited", "rate-limited-for-ever", "noisy"),
}
"""The scenarios that any action can show."""


def chosen(scenario: Scenario, *has: Action) -> list[Action]:
    """The actions that are run of a subject that has some."""

    def supported(actions: Iterable[Action]) -> list[Action]:
        return [action for action in actions if action in has]

    return scenario.chosen(supported)


@pytest.mark.parametrize(
    ("has", "runs"),
    [([A, B, C, D], [A, B]), ([A, C], [A, C]), ([B], [B]), ([D], [D]), ([C, D], [C]), ([Action.GET_ISSUE], [])],
)
def test_the_actions_that_are_run(has: list[Action], runs: list[Action]) -> None:
    """Each is run once."""
    assert runs == chosen(SCENARIO, *has)
    assert [A, B, C, D] == SCENARIO.asked


@pytest.mark.parametrize("action", Action)
def test_a_product_of_one_action_is_put_into_every_scenario_that_it_can_show(action: Action) -> None:
    """No scenario about tokens, certificates, redirects or limits is left out."""
    assert FOR_ANY <= {id_ for id_, scenario in SCENARIOS.items() if chosen(scenario, action) == [action]}
