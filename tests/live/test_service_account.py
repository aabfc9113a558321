"""The service account of a live run: its settings, what its token looks like, and its preflight."""

from collections.abc import Callable

import pytest

from factories import PLATFORM_SETTINGS as PLATFORM
from token_conformance.edge.server.edge import Edge
from token_conformance.live.service_account import is_set, scheme_of, shape_warnings
from token_conformance.live.settings import SettingsError, read
from token_conformance.model.account import Scheme

Check = Callable[..., object]
Given = dict[str, str]

TOKEN = "TOKEN_CONFORMANCE_SERVICE_ACCOUNT_TOKEN"
EMAIL = "TOKEN_CONFORMANCE_SERVICE_ACCOUNT_EMAIL"
SCHEME = "TOKEN_CONFORMANCE_SERVICE_ACCOUNT_SCHEME"
ADDRESS = "bot@" + "serviceaccount.atlassian.com"
SERVICE = {TOKEN: "MADE-UP-TOKEN-OF-A-BOT", EMAIL: ADDRESS}

LEAVE_OUT = f"or unset {TOKEN} and {EMAIL} to leave it out"


def problems(given: Given) -> list[str]:
    """The problems of these variables."""
    with pytest.raises(SettingsError) as caught:
        read(given)
    return list(caught.value.problems)


def test_without_its_variables_a_run_has_no_service_account() -> None:
    """Nothing of it is required."""
    settings = read(PLATFORM)
    assert ("", "") == (settings.account.service_account, settings.tenant.service_account_email)
    assert not is_set(PLATFORM)


@pytest.mark.parametrize(
    ("variables", "scheme"),
    [
        ({}, Scheme.BEARER),
        ({SCHEME: "bearer"}, Scheme.BEARER),
        ({SCHEME: "basic"}, Scheme.BASIC),
        ({SCHEME: "BASIC"}, Scheme.BASIC),
    ],
)
def test_its_token_is_sent_as_bearer_unless_the_user_says_otherwise(variables: Given, scheme: Scheme) -> None:
    """The scheme is written in any case."""
    settings = read(PLATFORM | SERVICE | variables)
    assert is_set(PLATFORM | SERVICE)
    assert scheme is scheme_of(variables) is settings.account.service_account_scheme
    assert (SERVICE[TOKEN], ADDRESS) == (settings.account.service_account, settings.account.service_account_email)
    assert ADDRESS == settings.tenant.service_account_email


@pytest.mark.parametrize(
    ("given", "line"),
    [
        (
            {TOKEN: SERVICE[TOKEN]},
            f"{EMAIL}: is not set, but {TOKEN} is; set both, or unset both to leave the service account out",
        ),
        (
            {EMAIL: ADDRESS},
            f"{TOKEN}: is not set, but {EMAIL} is; set both, or unset both to leave the service account out",
        ),
        (
            SERVICE | {EMAIL: "me@example.com"},
            f"{EMAIL}: is the address in TOKEN_CONFORMANCE_EMAIL; set it to that of the service account",
        ),
        (SERVICE | {SCHEME: "digest"}, f"{SCHEME}: 'digest' is not a scheme; write bearer or basic"),
        (
            SERVICE | {TOKEN: "MADE-UP-UNSCOPED-TOKEN"},
            (
                f"{TOKEN}: is the same token as TOKEN_CONFORMANCE_UNSCOPED_TOKEN; they are tokens of different kinds:"
                " create and set the other one"
            ),
        ),
        (
            SERVICE | {EMAIL: "ATSTT3x-MADE UP"},
            f"{EMAIL}: contains what looks like an API token; set it to the address of that service account",
        ),
    ],
)
def test_a_mistake_is_one_line(given: Given, line: str) -> None:
    """It names the variable, what is wrong and what to do."""
    assert [line] == problems(PLATFORM | given)


def _token(start: str) -> str:
    return f"{start}-MADE-UP-{len(start)}"


PERSONAL, OF_SERVICE = "ATATT3xFfGF0", "ATSTT3xFfGF0"


@pytest.mark.parametrize(
    ("variable", "start", "title"),
    [
        (TOKEN, PERSONAL, "Personal API token without scopes"),
        ("TOKEN_CONFORMANCE_UNSCOPED_TOKEN", OF_SERVICE, "API token of a service account"),
        ("TOKEN_CONFORMANCE_SCOPED_JIRA_TOKEN", OF_SERVICE, "API token of a service account"),
        ("TOKEN_CONFORMANCE_SCOPED_CONFLUENCE_TOKEN", "ATCTT3xFfGN0", "Bitbucket repository, project or workspace"),
    ],
)
def test_a_token_that_begins_like_another_kind_is_a_warning(variable: str, start: str, title: str) -> None:
    """The beginnings and their grades are those of the catalogue; no documented source has them."""
    (line,) = shape_warnings({variable: _token(start)})
    assert line.startswith(f"{variable}: begins like another kind, {title}")
    assert f": {start} (" in line
    assert "MADE-UP" not in line


@pytest.mark.parametrize(
    "variables",
    [
        {},
        {TOKEN: _token(OF_SERVICE), "TOKEN_CONFORMANCE_UNSCOPED_TOKEN": _token(PERSONAL)},
        {TOKEN: "MADE-UP", "TOKEN_CONFORMANCE_SCOPED_JIRA_TOKEN": _token(PERSONAL)},
    ],
)
def test_a_token_of_its_kind_or_of_no_known_beginning_is_no_warning(variables: Given) -> None:
    """Old tokens have no prefix."""
    assert [] == list(shape_warnings(variables))


def test_the_settings_have_the_warnings() -> None:
    """The plan shows them before the first cell."""
    token = _token(PERSONAL)
    assert [TOKEN] == [line.partition(":")[0] for line in read(PLATFORM | SERVICE | {TOKEN: token}).warnings]
    assert () == read(PLATFORM | SERVICE).warnings


@pytest.fixture
def with_service(given: Given, own_tenant: Edge) -> Given:
    """The variables of a tenant's owner, with the service account."""
    account = own_tenant.account
    return given | {TOKEN: account.service_account, EMAIL: account.service_account_email}


@pytest.mark.parametrize("scheme", ["bearer", "basic"])
def test_the_preflight_gives_its_id(check: Check, with_service: Given, own_tenant: Edge, scheme: str) -> None:
    """It is checked as Bearer at the gateway, whatever the scheme of its cells is, and nothing is written."""
    before = len(own_tenant.request_log)
    identity = check(with_service | {SCHEME: scheme})
    assert f"{own_tenant.tenant.account_id}-service-account" == vars(identity)["service_account_id"]
    seen = [request for request in own_tenant.request_log[before:] if request.credential == "service-account"]
    assert {("GET", "api.atlassian.com")} == {(request.method, request.host) for request in seen}


def test_a_wrong_token_ends_the_run(check: Check, with_service: Given) -> None:
    """One line, not one for each thing that it cannot read."""
    with pytest.raises(SettingsError) as refusal:
        check(with_service | {TOKEN: "MADE-UP-AND-WRONG"})
    (line,) = refusal.value.problems
    assert line.startswith(f"{TOKEN}: is refused at the gateway, where it was sent as Bearer: unauthenticated (401 ")
    assert line.endswith(f"create one at admin.atlassian.com, {LEAVE_OUT}")
    assert "MADE-UP-AND-WRONG" not in line


def test_a_run_without_one_sends_nothing_for_it(check: Check, given: Given, own_tenant: Edge) -> None:
    """The preflight is the same as before."""
    before = len(own_tenant.request_log)
    check(given)
    assert "service-account" not in {request.credential for request in own_tenant.request_log[before:]}
