"""A tenant that is made up from a seed: always the same, like no other, and good for every requirement."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import astuple
from pathlib import Path

import pytest

from inventory import inventory
from token_conformance.edge.server.edge import Edge
from token_conformance.edge.tenant.random_tenant import random_tenant
from token_conformance.edge.tenant.state import State
from token_conformance.model.target import Target
from token_conformance.model.tenant import SEEDED

SUITES = Path(__file__).parents[3] / "suites"


def test_a_seed_always_makes_the_same() -> None:
    """What a run met can be met again."""
    first, again = random_tenant(7), random_tenant(7)
    assert (first.account, inventory(first.state)) == (again.account, inventory(again.state))


def test_another_seed_makes_another() -> None:
    """No name of a tenant, and no token, is one of another tenant's or of the seeded one's."""
    tenants = [SEEDED, *(random_tenant(seed).state.tenant for seed in range(20))]
    values = [set(map(str, astuple(tenant))) for tenant in tenants]
    names = [{value for value in each if not value.isdecimal()} for each in values]
    assert sum(map(len, names)) == len(set().union(*names))
    tokens = [random_tenant(seed).account.unscoped for seed in range(20)]
    assert 20 == len(set(tokens))


@pytest.mark.parametrize("seed", range(50))
def test_its_names_have_the_shapes_of_real_ones(seed: int) -> None:
    """What Atlassian would not call so is of no use as a stand-in."""
    tenant = random_tenant(seed, extras=0).state.tenant
    assert re.fullmatch(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", tenant.cloud_id)
    assert re.fullmatch(r"made-up-[a-z]+-\d{4}", tenant.site)
    assert tenant.email.endswith("@example.com")
    assert re.fullmatch(r"[A-Z]{4,6}-\d+", tenant.issue_key)
    issues = (tenant.issue_key, tenant.business_issue_key, tenant.idea_key, tenant.request_key)
    projects = {key.rpartition("-")[0] for key in issues}
    assert (4, True) == (len(projects), {tenant.project_key, tenant.idea_project_key} < projects)


def test_without_extras_it_holds_what_the_seeded_one_holds() -> None:
    """Only names and ids differ, so that an exchange with it can be compared with one of the seeded tenant."""
    kinds = [[name.partition(" ")[0] for name in inventory(state)] for state in (State.seeded(SEEDED), bare())]
    assert kinds[0] == kinds[1]
    assert summaries(State.seeded(SEEDED)) == summaries(bare())


def bare() -> State:
    """A random tenant with no extras."""
    return random_tenant(11, extras=0).state


def summaries(state: State) -> list[str]:
    """What the issues of a tenant are about."""
    return [issue.fields["summary"] for issue in state.jira.issues.values()]


def test_extras_stand_among_the_rest() -> None:
    """So many more of each, some with other letters than a to z, and the tenant's own are not the first."""
    few, many = random_tenant(3, extras=0).state, random_tenant(3, extras=40).state
    assert (40, 40) == (len(many.jira.users) - len(few.jira.users), len(many.jira.projects) - len(few.jira.projects))
    assert 40 == len(many.confluence.spaces) - len(few.confluence.spaces)
    assert not all(user.display_name.isascii() for user in many.jira.users.values())
    assert many.tenant.project_key != next(iter(many.jira.projects))


@pytest.mark.slow
def test_every_cell_of_the_suites_ends_as_declared(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    """What holds for the seeded tenant holds for one that nobody has seen, also where lists have several pages."""

    @contextmanager
    def random_target(world: str) -> Iterator[Target]:  # noqa: ARG001  # it stands in for the seeded edge
        with Edge(*random_tenant(21, extras=60)) as edge:
            yield Target("edge", edge.tenant, edge.account, edge.proxy_url, edge.ca_file)

    monkeypatch.setattr("token_conformance.suite.run.edge_target", random_target)
    ended = pytester.runpytest_inprocess(SUITES, f"--rootdir={pytester.path}", "--target=edge", "-q", "-p", "no:xdist")
    outcomes = ended.parseoutcomes()
    assert {"passed", "xfailed"} == set(outcomes) - {"skipped"}
    assert outcomes["passed"] + outcomes["xfailed"] >= 560
