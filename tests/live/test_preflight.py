"""The preflight checks the tokens and the things in the settings before the first cell, here against an edge.

The edge is a local model: what these tests show is that the preflight keeps to the published rules.
"""

from collections.abc import Callable, Iterator

import pytest

from token_conformance.catalogue.operations import published
from token_conformance.edge.access.world import REQUESTED
from token_conformance.edge.env_file import settings_of
from token_conformance.edge.faults.fault import parse_fault
from token_conformance.edge.server.edge import Edge
from token_conformance.edge.tenant.random_tenant import random_tenant
from token_conformance.live.cloud_id import Identity
from token_conformance.live.settings import SettingsError

Check = Callable[..., Identity]
Given = dict[str, str]

UNSCOPED = "TOKEN_CONFORMANCE_UNSCOPED_TOKEN"
JIRA = "TOKEN_CONFORMANCE_SCOPED_JIRA_TOKEN"
CONFLUENCE = "TOKEN_CONFORMANCE_SCOPED_CONFLUENCE_TOKEN"


def problems(check: Check, given: Given, **options: object) -> list[str]:
    """The problems that the preflight finds with these variables; no message may contain a token."""
    with pytest.raises(SettingsError) as caught:
        check(given, **options)
    tokens = [given[name] for name in (UNSCOPED, JIRA, CONFLUENCE) if name in given]
    assert [] == [line for line in caught.value.problems if any(token in line for token in tokens)]
    return list(caught.value.problems)


def test_right_settings_give_the_identity(check: Check, given: Given, own_tenant: Edge) -> None:
    """The cloud id and the account id are looked up; no other host gets a request, and nothing is written."""
    before, foreign = len(own_tenant.request_log), len(own_tenant.foreign)
    expected = Identity(own_tenant.tenant.cloud_id, own_tenant.tenant.account_id, is_local_model=True)
    assert expected == check(given)
    seen = own_tenant.request_log[before:]
    assert ({"GET"}, foreign) == ({request.method for request in seen}, len(own_tenant.foreign))


def test_the_cloud_id_is_asked_for_without_a_credential(check: Check, given: Given, own_tenant: Edge) -> None:
    """The cloud id is public."""
    before = len(own_tenant.request_log)
    check(given)
    first = own_tenant.request_log[before]
    assert ("/_edge/tenant_info", "none") == (first.path, first.credential)


def test_the_cloud_id_that_is_expected_is_accepted(check: Check, given: Given, own_tenant: Edge) -> None:
    """A user who sets it wants to be sure of the tenant."""
    assert check(given | {"TOKEN_CONFORMANCE_CLOUD_ID": own_tenant.tenant.cloud_id})


def test_another_cloud_id_ends_the_run(check: Check, given: Given) -> None:
    """It is the id of another tenant."""
    (line,) = problems(check, given | {"TOKEN_CONFORMANCE_CLOUD_ID": "00000000-c10d-4000-8000-000000000009"})
    assert line.startswith("TOKEN_CONFORMANCE_CLOUD_ID: is not the cloud id of the site in TOKEN_CONFORMANCE_SITE;")


def test_a_site_that_does_not_exist_ends_the_run(check: Check, given: Given) -> None:
    """Nothing else is sent to it."""
    (line,) = problems(check, given | {"TOKEN_CONFORMANCE_SITE": "nobodys"})
    assert line.startswith("TOKEN_CONFORMANCE_SITE: the site nobodys.atlassian.net does not exist (it answered 4")


def test_a_site_that_cannot_be_reached_ends_the_run(check: Check, given: Given) -> None:
    """A proxy that is down is reported, with the variable to set."""
    (line,) = problems(check, given | {"HTTPS_PROXY": "http://127.0.0.1:9"})
    assert line.startswith("TOKEN_CONFORMANCE_SITE: ")
    assert "cannot be reached (ConnectError" in line
    assert "HTTPS_PROXY" in line


def test_an_authority_that_is_not_trusted_has_its_own_remedy(check: Check, given: Given) -> None:
    """A proxy that terminates TLS has its own certificate authority."""
    del given["SSL_CERT_FILE"]
    (line,) = problems(check, given)
    assert line.endswith("set SSL_CERT_FILE to the certificate authority that the proxy uses")


def test_an_unscoped_token_given_as_scoped_is_refused(check: Check, given: Given) -> None:
    """It works at the site, which no scoped token is known to do."""
    given[JIRA], given[UNSCOPED] = given[UNSCOPED], "MADE-UP-NOBODYS-TOKEN"
    assert [
        f"{UNSCOPED}: is refused at the site and at the gateway",
        f"{JIRA}: works at the site, which no token with scopes is known to do",
    ] == [line.partition(";")[0] for line in problems(check, given)]


def test_a_scoped_token_given_as_unscoped_is_refused(check: Check, given: Given) -> None:
    """It is refused at the site, and known at the gateway."""
    given[UNSCOPED], given[JIRA] = given[JIRA], given[JIRA] + "-WITHOUT-READ"
    assert [f"{UNSCOPED}: is a token with scopes: it is refused at the site and known at the gateway; create one"] == [
        line.partition(" with '")[0] for line in problems(check, given)
    ]


@pytest.mark.parametrize(("one", "other"), [(UNSCOPED, JIRA), (UNSCOPED, CONFLUENCE), (JIRA, CONFLUENCE)])
def test_swapped_tokens_are_reported(check: Check, given: Given, one: str, other: str) -> None:
    """All pairs of the three."""
    given[one], given[other] = given[other], given[one]
    assert [f"{one} and {other}: are swapped; exchange their values"] == problems(check, given)


def test_an_invalid_token_is_reported(check: Check, given: Given) -> None:
    """The other two are valid."""
    given[CONFLUENCE] = "MADE-UP-NOBODYS-TOKEN"
    (line,) = problems(check, given)
    assert line.startswith(
        f"{CONFLUENCE}: is refused at the site and at the gateway; it is misspelled, expired or revoked"
    )
    assert "may not use Confluence" in line


def test_an_address_of_another_account_is_one_problem(check: Check, given: Given) -> None:
    """All tokens fail for the same reason."""
    (line,) = problems(check, given | {"TOKEN_CONFORMANCE_EMAIL": "somebody@example.com"})
    assert line.startswith("TOKEN_CONFORMANCE_EMAIL: no token is accepted with this address")


@pytest.mark.parametrize(
    ("variable", "kind", "lacking"),
    [
        (JIRA, "WITHOUT-READ", ("GET /rest/api/3/project/{projectIdOrKey}", "read:jira-work")),
        (JIRA, "CLASSIC-ONLY", ("GET /rest/agile/1.0/board/{boardId}", "read:board-scope:jira-software")),
        (CONFLUENCE, "WITHOUT-READ", ("GET /wiki/api/v2/pages/{id}", "read:page:confluence")),
    ],
)
def test_missing_scopes_are_listed(
    check: Check, given: Given, variable: str, kind: str, lacking: tuple[str, str]
) -> None:
    """The operation that was refused is named, and every scope that the token should have."""
    operation, scope = lacking
    given[variable] += f"-{kind}"
    (line,) = problems(check, given)
    assert line.startswith(f"{variable}: lacks a scope for ")
    assert operation in line.partition(";")[0]
    assert scope in line.rpartition(": ")[2].split()


def test_the_scopes_are_those_of_what_will_be_called(check: Check, given: Given) -> None:
    """A scope for writing is required only if something will be written."""
    given[JIRA] += "-WITHOUT-READ"
    create = published()["POST /rest/api/3/issue"]
    assert "write:jira-work" not in problems(check, given)[0]
    assert "write:jira-work" in problems(check, given, called=(create,))[0]


@pytest.mark.parametrize(
    ("variable", "value", "problem"),
    [
        ("PROJECT_KEY", "NOPE", "NOPE does not exist, or the account may not see it; set it to one that"),
        ("ATTACHMENT_ID", "1", "1 does not exist, or the account may not see it"),
        ("BOARD_ID", "999999", "999999 does not exist, or the account may not see it"),
        ("REQUEST_KEY", "NOPE-1", "NOPE-1 does not exist, or the account may not see it"),
        ("PAGE_ID", "1", "1 does not exist, or the account may not see it"),
        ("SPACE_KEY", "NOPE", "is NOPE, but TOKEN_CONFORMANCE_SPACE_ID belongs to "),
    ],
)
def test_what_does_not_exist_is_reported(check: Check, given: Given, variable: str, value: str, problem: str) -> None:
    """Otherwise eight cells would fail."""
    given[f"TOKEN_CONFORMANCE_{variable}"] = value
    if variable == "PROJECT_KEY":
        given["TOKEN_CONFORMANCE_ISSUE_KEY"] = f"{value}-1"
    assert f"TOKEN_CONFORMANCE_{variable}: {problem}" in "\n".join(problems(check, given))


def test_everything_that_does_not_exist_is_reported_at_once(check: Check, given: Given) -> None:
    """Two wrong names are two lines."""
    given |= {"TOKEN_CONFORMANCE_IDEA_KEY": f"{given['TOKEN_CONFORMANCE_IDEA_PROJECT_KEY']}-9999"}
    given |= {"TOKEN_CONFORMANCE_SPRINT_ID": "999999"}
    lines = problems(check, given)
    assert ["TOKEN_CONFORMANCE_SPRINT_ID", "TOKEN_CONFORMANCE_IDEA_KEY"] == [line.partition(":")[0] for line in lines]


def test_nothing_is_sent_to_an_absent_product(check: Check, given: Given, own_tenant: Edge) -> None:
    """If the user leaves Confluence out, it gets no request, also not because of its token."""
    before = len(own_tenant.request_log)
    assert check(given | {"TOKEN_CONFORMANCE_LEAVE_OUT": "confluence"})
    assert [] == [request.path for request in own_tenant.request_log[before:] if "confluence" in request.path]
    assert [] == [request.path for request in own_tenant.request_log[before:] if request.path.startswith("/wiki")]


@pytest.fixture
def requested() -> Iterator[Given]:
    """The settings of a tenant in the world in which CLOUD-12617 is implemented."""
    with Edge(*random_tenant(4), world=REQUESTED) as edge:
        connection = {"HTTPS_PROXY": edge.proxy_url, "SSL_CERT_FILE": str(edge.ca_file)}
        yield settings_of(edge.tenant, edge.account) | connection


def test_the_day_of_the_ticket_needs_an_option(check: Check, requested: Given) -> None:
    """A scoped token that works at the site is refused, unless the user trusts it."""
    lines = problems(check, requested)
    assert [JIRA, CONFLUENCE] == [line.partition(":")[0] for line in lines]
    assert all("add --trust-tokens if it has scopes: then CLOUD-12617 is implemented" in line for line in lines)
    assert check(requested, trusts_tokens=True)


def test_a_trusted_token_must_still_have_its_scopes(check: Check, requested: Given) -> None:
    """The option is only about where the token works."""
    requested[JIRA] += "-WITHOUT-READ"
    (line,) = problems(check, requested, trusts_tokens=True)
    assert line.startswith(f"{JIRA}: lacks a scope for ")


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ("500@path=/_edge/tenant_info", "answered 500 when asked for its cloud id; try again later"),
        (
            "html-login@path=/_edge/tenant_info",
            "a cloud id (200, text/html), so it is not a site of Atlassian Cloud, or a login page or a proxy",
        ),
        ("malformed-json@path=/_edge/tenant_info", "did not answer with a cloud id"),
        ("reset@path=/_edge/tenant_info", "cannot be reached ("),
        ("wrong-certificate", "set SSL_CERT_FILE"),
        ("500@path=/myself", "its kind is unknown, because the site answered server-error (500"),
        ("html-login@path=/myself", "its kind is unknown, because the site answered unexpected (a success without"),
        ("500@path=/project/", "could not be read: server-error"),
    ],
)
def test_a_fault_on_the_way_is_not_a_problem_of_a_token(check: Check, fault: str, words: str) -> None:
    """A server that is down says nothing about a token or a name."""
    with Edge(*random_tenant(5), faults=[parse_fault(fault)]) as edge:
        given = settings_of(edge.tenant, edge.account)
        lines = problems(check, given | {"HTTPS_PROXY": edge.proxy_url, "SSL_CERT_FILE": str(edge.ca_file)})
    assert words in lines[0]
    assert [] == [line for line in lines if "\n" in line]


def test_an_account_without_confluence_gets_a_remedy(check: Check) -> None:
    """The unscoped token works at Jira but not at Confluence, so the token is not the problem."""
    with Edge(*random_tenant(6), faults=[parse_fault("expired@path=/wiki/rest/api/user/current,after=3")]) as edge:
        given = settings_of(edge.tenant, edge.account)
        lines = problems(check, given | {"HTTPS_PROXY": edge.proxy_url, "SSL_CERT_FILE": str(edge.ca_file)})
    assert [f"{UNSCOPED}: Confluence answers the account at the site with forbidden"] == [
        line.partition(" (")[0] for line in lines
    ]
    assert lines[0].endswith("or leave it out: set TOKEN_CONFORMANCE_LEAVE_OUT=confluence")
