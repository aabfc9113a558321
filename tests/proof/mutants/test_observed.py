"""Mutants judged by the published observations: their declarations, and what differs from them."""

import pytest

from token_conformance.catalogue.evidence import observations
from token_conformance.errors import UserError
from token_conformance.proof.mutants import observed
from token_conformance.proof.mutants.baselines import BASELINES
from token_conformance.proof.mutants.mutant import Mutant
from token_conformance.proof.mutants.observed import Rows, agreement, declared, problems, usual
from token_conformance.proof.mutants.reading import mutants
from token_conformance.proof.mutants.setup import seeded
from token_conformance.proof.mutants.switches import SWITCHES

IDS = {row.id for row in observations()}


@pytest.mark.parametrize(
    ("rows", "ids"),
    [
        (Rows(ids=["removed-*"]), {"removed-search-v2", "removed-search-v3", "removed-search-post"}),
        (Rows(ids=["removed-*"], without=["*-post"]), {"removed-search-v2", "removed-search-v3"}),
        (Rows(credentials=["service-account-*"], forms=["site"], status=[403]), {"service-account-bearer-site"}),
        (
            Rows(credentials=["scoped"], forms=["gateway"], status=[401]),
            {"unknown-path-gateway"} | {"accessible-resources-refuses-api-tokens"},
        ),
    ],
)
def test_a_declaration_selects_the_observations_that_meet_all_conditions(rows: Rows, ids: set[str]) -> None:
    """A condition that is left out is met by every observation."""
    assert ids == declared("x", [rows]).keys()


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        ([Rows(ids=["no-*"])], "x: observations 1 selects none; correct its selection or delete it"),
        (
            [Rows(ids=["tenant-info"]), Rows(forms=["site"])],
            "x: observations 2 selects tenant-info, which an earlier one",
        ),
    ],
)
def test_a_declaration_of_nothing_and_one_that_overlaps_are_refused(rows: list[Rows], fault: str) -> None:
    """Otherwise a misspelt id would pass as one that nothing changes."""
    with pytest.raises(UserError, match=f"^{fault}"):
        declared("x", rows)


@pytest.mark.parametrize(
    ("effects", "after", "faults"),
    [
        ({}, {}, []),
        ({"a": False}, {"a": False}, []),
        ({"b": True}, {"b": True}, []),
        ({"a": False}, {}, ["x: the observation a was declared to differ: with the mutant it agrees"]),
        ({}, {"a": False}, ["x: the observation a changed, and no declaration names it: with the mutant it differs"]),
        ({"b": True}, {}, ["x: the observation b was declared to agree: with the mutant it differs"]),
        ({"b": False}, {}, ["x: b was declared to differ, but does so without the mutant"]),
    ],
)
def test_each_observation_changes_as_declared(
    effects: dict[str, bool], after: dict[str, bool], faults: list[str]
) -> None:
    """Nothing is missed, and nothing else changes; `a` agrees without the mutant, and `b` differs."""
    before = {"a": True, "b": False}
    assert faults == list(problems("x", effects, before, before | after))


EDGES = [name for name, each in mutants().items() if SWITCHES[name](BASELINES[each.baseline]).is_other_edge]


def _found(mutant: Mutant) -> list[str]:
    setup = SWITCHES[mutant.name](BASELINES[mutant.baseline])
    return list(problems(mutant.name, declared(mutant.name, mutant.rows), usual(setup.make_state), agreement(setup)))


def test_a_mutant_that_breaks_one_rule_changes_its_observations_alone() -> None:
    """One of them quickly: those of removed operations differ, and the others agree as they did."""
    assert [] == _found(mutants()["removed-operations-are-not-found"])
    assert usual(seeded) is usual(seeded)


def test_every_observation_is_changed_by_a_mutant() -> None:
    """One that no mutant changes would agree whatever the edge answers."""
    changed = {id_ for name, mutant in mutants().items() for id_ in observed.declared(name, mutant.rows)}
    assert IDS == changed


def test_a_mutant_of_something_else_than_the_edge_declares_no_observation() -> None:
    """The edge is the usual one."""
    assert [] == [name for name, mutant in mutants().items() if mutant.rows and name not in EDGES]
