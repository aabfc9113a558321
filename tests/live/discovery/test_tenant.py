"""Discovery of whole tenants, here of edges: with everything, with products missing, and by a stranger."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace

import pytest

from token_conformance.edge.faults.fault import parse_fault
from token_conformance.edge.server.edge import Edge
from token_conformance.edge.tenant.random_tenant import random_tenant
from token_conformance.edge.tenant.state import State
from token_conformance.errors import UserError
from token_conformance.exchange.client import Exchange
from token_conformance.live.discovery.findings import Findings
from token_conformance.live.discovery.tenant import discover
from token_conformance.live.probes import Place
from token_conformance.live.variables import THINGS
from token_conformance.model.account import Account
from token_conformance.model.cell import Credential, Product, UrlForm
from token_conformance.model.target import Target

SITE, GATEWAY = (Credential.UNSCOPED, UrlForm.SITE), (Credential.SCOPED, UrlForm.GATEWAY)
MOST_REQUESTS = 25


def found(
    edge: Edge, place: Place = SITE, account: Account | None = None, given: Mapping[str, str] | None = None
) -> Findings:
    """What discovery finds on an edge."""
    with Exchange(Target("edge", edge.tenant, account or edge.account, edge.proxy_url, edge.ca_file)) as exchange:
        return discover(exchange, place, given or {}, ())


def values(findings: Findings) -> dict[str, str]:
    """The values that were found."""
    return {name: thing.value for name, thing in findings.things.items()}


@contextmanager
def edge_without(take_away: Callable[[State], object], *faults: str) -> Iterator[Edge]:
    """An edge whose tenant lacks something, with faults."""
    state, account = random_tenant(3)
    take_away(state)
    with Edge(state, account, faults=map(parse_fault, faults)) as edge:
        yield edge


@pytest.mark.parametrize("place", [SITE, GATEWAY], ids=["unscoped", "scoped"])
def test_everything_is_found_by_few_reads(own_tenant: Edge, place: Place) -> None:
    """With either token; nothing is written, and the same tenant gives the same choice."""
    before = len(own_tenant.request_log)
    first = found(own_tenant, place)
    asked = own_tenant.request_log[before:]
    assert ({"GET"}, True) == ({request.method for request in asked}, len(asked) == first.requests <= MOST_REQUESTS)
    assert (set(THINGS), {}, {}) == (set(first.things), first.lacking, first.absent)
    assert values(first) == values(found(own_tenant))


@pytest.mark.parametrize("seed", range(4, 8))
def test_the_things_that_only_one_project_has_are_found_among_others(seed: int) -> None:
    """Other projects and spaces have issues and pages too, but not what the proofs need."""
    with Edge(*random_tenant(seed)) as edge:
        chosen = values(found(edge))
        tenant = vars(edge.tenant)
    names = (
        "project_key",
        "issue_key",
        "attachment_id",
        "board_id",
        "sprint_id",
        "request_key",
        "page_id",
        "space_key",
    )
    assert {name: str(tenant[name]) for name in names} == {name: chosen[name] for name in names}


def test_what_is_set_is_not_asked_for(own_tenant: Edge) -> None:
    """With all variables there is no request."""
    given = {name: str(value) for name, value in vars(own_tenant.tenant).items() if name in THINGS}
    assert (0, {}) == ((all_set := found(own_tenant, given=given)).requests, all_set.things)
    assert {"sprint_id"} == set(found(own_tenant, given={n: v for n, v in given.items() if n != "sprint_id"}).things)


def _nothing(state: State) -> None:
    """Take away all that the account could see."""
    state.jira.projects.clear()
    state.jira.issues.clear()
    state.jira.filters.clear()
    state.jira.dashboards.clear()
    state.software.boards.clear()
    state.service_desk.desks = ()
    state.confluence.spaces.clear()
    state.confluence.contents.clear()
    state.confluence.tasks.clear()


def test_an_account_that_sees_nothing_is_told_so() -> None:
    """Each thing is missing for a reason that speaks of what the account sees."""
    with edge_without(_nothing) as edge:
        findings = found(edge)
    assert {} == findings.things
    assert "the account sees no project" == findings.lacking["project_key"]
    assert ("the account sees no space", "the account sees no page") == (
        findings.lacking["space_key"],
        findings.lacking["page_id"],
    )
    assert {"filter", "dashboard", "blog-post", "task"} <= set(findings.lacking)
    assert set(Product) - {Product.JIRA_PLATFORM, Product.CONFLUENCE} == set(findings.absent)


def test_a_stranger_is_not_told_that_the_tenant_is_empty() -> None:
    """The site shows a stranger empty lists with the status 200 (S2), so the caller is asked for."""
    with edge_without(bool, "expired@after=3") as edge, pytest.raises(UserError) as refused:
        found(edge)
    (line,) = refused.value.problems
    assert line.startswith("TOKEN_CONFORMANCE_UNSCOPED_TOKEN: Jira")
    assert "answers as to a stranger (unauthenticated" in line


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (
            "429:1@path=/board",
            "GET /rest/agile/1.0/board is answered with rate-limited (429), so nothing is chosen; try",
        ),
        ("500@path=/project/search", "GET /rest/api/3/project/search is answered with server-error (500)"),
        ("html-login@path=/project/search", "GET /rest/api/3/project/search was answered with 200, but not with JSON"),
        ("500@path=/user/current", "GET /wiki/rest/api/user/current is answered with server-error (500"),
        ("reset@path=/dashboard", "GET /rest/api/3/dashboard was not answered ("),
    ],
)
def test_a_fault_on_the_way_says_nothing_about_the_tenant(fault: str, words: str) -> None:
    """It is one line, and nothing is chosen."""
    with edge_without(bool, fault) as edge, pytest.raises(UserError) as refused:
        found(edge)
    assert ([True], False) == ([line.startswith(words) for line in refused.value.problems], "\n" in str(refused.value))


@pytest.mark.parametrize(
    ("app", "ending", "operation"),
    [
        ("jira", "-CLASSIC-ONLY", "GET /rest/agile/1.0/board;"),
        ("confluence", "-OTHER-SCOPES", "GET /wiki/rest/api/user/current;"),
    ],
)
def test_a_missing_scope_is_not_an_empty_tenant(own_tenant: Edge, app: str, ending: str, operation: str) -> None:
    """The token's variable is named, and the operation."""
    field = f"scoped_{app}"
    account = replace(own_tenant.account, **{field: f"{vars(own_tenant.account)[field]}{ending}"})  # type: ignore[arg-type]  # the fields are texts
    with pytest.raises(UserError) as refused:
        found(own_tenant, GATEWAY, account)
    assert str(refused.value).startswith(f"TOKEN_CONFORMANCE_SCOPED_{app.upper()}_TOKEN: lacks a scope for {operation}")


def test_a_hostile_name_stays_one_short_line() -> None:
    """A project can have any name, also one with the next line of a file of settings in it."""

    def rename(state: State) -> None:
        for project in state.jira.projects.values():
            project.name = 'x"\nTOKEN_CONFORMANCE_SITE=other\r\n\x1b[2J' + "y" * 5_000

    with edge_without(rename) as edge:
        words: Mapping[str, str] = {name: thing.what for name, thing in found(edge).things.items()}
    assert [] == [what for what in words.values() if not what.isprintable() or len(what) > 250]
