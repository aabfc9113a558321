"""Runs of a small suite with the optional columns of a service account."""

import json
from collections.abc import Callable

import pytest

from token_conformance.live.edge_target import edge_target
from token_conformance.model.account import Account, Scheme

Suite = Callable[..., pytest.RunResult]


def test_the_names_of_the_edge_are_those_of_its_service_account() -> None:
    """Recordings replace them; the token is sent as Bearer unless a scheme is chosen."""
    with edge_target("known") as bearer, edge_target("known", Scheme.BASIC) as basic:
        for target, scheme in ((bearer, Scheme.BEARER), (basic, Scheme.BASIC)):
            assert isinstance(target.credentials, Account)
            assert scheme is target.credentials.service_account_scheme
            assert target.tenant.service_account_email == target.credentials.service_account_email


@pytest.mark.slow
def test_a_run_has_the_columns_only_if_it_is_asked(suite: Suite, pytester: pytest.Pytester) -> None:
    """Two cells more, and the scheme in the header of the results."""
    suite("--target", "edge").assert_outcomes(passed=7, xfailed=1)
    suite("--target", "edge", "--service-account").assert_outcomes(passed=7, xfailed=2, failed=1)
    lines = [json.loads(line) for line in (pytester.path / "results.jsonl").read_text().splitlines()]
    assert "Bearer" == lines[0]["service_account"]
    columns = {line["cell"].rpartition("/")[2]: line["outcome"] for line in lines if line["kind"] == "cell"}
    assert ("forbidden", "empty") == (columns["service-account-site"], columns["service-account-gateway"])


CALLER = """
from token_conformance import endpoint

@endpoint("GET /rest/api/3/myself")
def test_myself(send, caller):
    assert caller == send().json()["accountId"]
"""


@pytest.mark.parametrize(
    ("scheme", "counts"),
    [("bearer", {"passed": 8, "xfailed": 2}), ("basic", {"passed": 7, "xfailed": 1, "open": 2})],
)
def test_the_caller_is_the_account_of_the_credential(
    suite: Suite, monkeypatch: pytest.MonkeyPatch, scheme: str, counts: dict[str, int]
) -> None:
    """The service account is another account than the person, with either scheme."""
    monkeypatch.setenv("TOKEN_CONFORMANCE_SERVICE_ACCOUNT_SCHEME", scheme)
    result = suite("--target", "edge", "--service-account", code=CALLER)
    assert counts == result.parseoutcomes()
    result.stdout.fnmatch_lines([f"*The token of the service account was sent*as {scheme.title()}.*"])


def test_its_cells_are_recorded_and_replayed(suite: Suite, pytester: pytest.Pytester) -> None:
    """A cassette has neither its token nor its address nor its id."""
    options = ("--service-account", "--cassettes", "recorded")
    suite("--target", "edge", "--record-mode=rewrite", *options, code=CALLER).assert_outcomes(passed=8, xfailed=2)
    suite(*options, code=CALLER).assert_outcomes(passed=8, xfailed=2)
    text = (pytester.path / "recorded/endpoints/jira-platform/myself/service-account-gateway.json").read_text()
    assert '"<service-account token>"' in text
    assert "<service-account>" in text
    assert "MADE-UP" not in text


@pytest.mark.slow
def test_workers_have_the_columns_too(suite: Suite) -> None:
    """Each collects the same cells, and those of an endpoint stay together."""
    result = suite("--target", "edge", "--service-account", "-n", "2", code=CALLER)
    assert {"passed": 8, "xfailed": 2} == result.parseoutcomes()


@pytest.mark.parametrize(
    ("options", "variables", "problem"),
    [
        (
            ("--target", "edge", "--service-account"),
            {"TOKEN_CONFORMANCE_SERVICE_ACCOUNT_SCHEME": "digest"},
            "TOKEN_CONFORMANCE_SERVICE_ACCOUNT_SCHEME: 'digest' is not a scheme; write bearer or basic",
        ),
        (
            ("--target", "live", "--service-account"),
            {},
            (
                "--service-account: the settings have no service account; set TOKEN_CONFORMANCE_SERVICE_ACCOUNT_TOKEN,"
                " TOKEN_CONFORMANCE_SERVICE_ACCOUNT_EMAIL, or drop the option"
            ),
        ),
    ],
)
def test_a_wrong_choice_is_one_line(
    suite: Suite, monkeypatch: pytest.MonkeyPatch, options: tuple[str, ...], variables: dict[str, str], problem: str
) -> None:
    """Before anything is sent."""
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    result = suite(*options)
    assert pytest.ExitCode.USAGE_ERROR == result.ret
    assert [f"ERROR: {problem}"] == [line for line in result.errlines if line]


def test_a_declared_deviation_comes_before_the_catalogue(suite: Suite, pytester: pytest.Pytester) -> None:
    """A folder of suites may know more of its own tenant."""
    suite("--target", "edge")
    path = pytester.path / "suites" / "endpoints" / "deviations.toml"
    own = path.read_text().replace('"scoped"', '"service-account"').replace('"unauthenticated"', '"hidden"')
    path.write_text(path.read_text() + own)
    result = pytester.runpytest(
        "suites", "-p", "no:cacheprovider", "--target", "edge", "--service-account", "-k", "service-account-site"
    )
    result.stdout.fnmatch_lines(["changed: *service-account at site: expected hidden, got forbidden*"])
