"""A random tenant: the same for the same seed, different from others, and suitable for every requirement."""

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


def test_a_seed_always_gives_the_same_tenant() -> None:
    """A run can be repeated with the same tenant."""
    first, again = random_tenant(7), random_tenant(7)
    assert (first.account, inventory(first.state)) == (again.account, inventory(again.state))


def test_another_seed_gives_another_tenant() -> None:
    """No two tenants, including the seeded one, share a name or a token."""
    tenants = [SEEDED, *(random_tenant(seed).state.tenant for seed in range(20))]
    values = [set(map(str, astuple(tenant))) for tenant in tenants]
    names = [{value for value in each if not value.isdecimal()} for each in values]
    assert sum(map(len, names)) == len(set().union(*names))
    tokens = [random_tenant(seed).account.unscoped for seed in range(20)]
    assert 20 == len(set(tokens))


@pytest.mark.parametrize("seed", range(50))
def test_its_names_have_the_shapes_of_real_ones(seed: int) -> None:
    """Ids, keys and sites have the formats that Atlassian uses."""
    tenant = random_tenant(seed, extras=0).state.tenant
    assert re.fullmatch(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", tenant.cloud_id)
    assert re.fullmatch(r"made-up-[a-z]+-\d{4}", tenant.site)
    assert tenant.email.endswith("@example.com")
    assert re.fullmatch(r"[A-Z]{4,6}-\d+", tenant.issue_key)
    issues = (tenant.issue_key, tenant.business_issue_key, tenant.idea_key, tenant.request_key)
    projects = {key.rpartition("-")[0] for key in issues}
    assert (4, True) == (len(projects), {tenant.project_key, tenant.idea_project_key} < projects)


def test_without_extras_it_has_the_content_of_the_seeded_one() -> None:
    """Only names and ids differ, so an exchange with it can be compared with one of the seeded tenant."""
    kinds = [[name.partition(" ")[0] for name in inventory(state)] for state in (State.seeded(SEEDED), bare())]
    assert kinds[0] == kinds[1]
    assert summaries(State.seeded(SEEDED)) == summaries(bare())


def bare() -> State:
    """A random tenant without extras."""
    return random_tenant(11, extras=0).state


def summaries(state: State) -> list[str]:
    """The summaries of a tenant's issues."""
    return [issue.fields["summary"] for issue in state.jira.issues.values()]


def test_extras_are_mixed_with_the_rest() -> None:
    """There are 40 more of each, some with non-ASCII names, and the tenant's own project is not the first."""
    few, many = random_tenant(3, extras=0).state, random_tenant(3, extras=40).state
    assert (40, 40) == (len(many.jira.users) - len(few.jira.users), len(many.jira.projects) - len(few.jira.projects))
    assert 40 == len(many.confluence.spaces) - len(few.confluence.spaces)
    assert not all(user.display_name.isascii() for user in many.jira.users.values())
    assert many.tenant.project_key != next(iter(many.jira.projects))


@pytest.mark.slow
def test_every_cell_of_the_suites_ends_as_declared(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    """The results of the seeded tenant are also those of a random one, whose lists have several pages."""

    @contextmanager
    def random_target(world: str, *, every_scope: bool) -> Iterator[Target]:  # noqa: ARG001  # that of edge_target
        with Edge(*random_tenant(21, extras=60)) as edge:
            yield Target("edge", edge.tenant, edge.account, edge.proxy_url, edge.ca_file)

    monkeypatch.setattr("token_conformance.suite.run.edge_target", random_target)
    ended = pytester.runpytest_inprocess(SUITES, f"--rootdir={pytester.path}", "--target=edge", "-q", "-p", "no:xdist")
    outcomes = ended.parseoutcomes()
    assert {"passed", "xfailed"} == set(outcomes) - {"skipped"}
    assert outcomes["passed"] + outcomes["xfailed"] >= 560
