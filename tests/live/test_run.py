"""`pytest suites --target live`: what is checked and shown before the first cell, with a small suite."""

from pathlib import Path

import pytest

import token_conformance.edge.server.edge  # noqa: F401  # cryptography cannot be loaded anew by each inner run
from factories import make_deviation
from token_conformance.edge.server.edge import Edge
from token_conformance.results.file import read

JIRA = """
from token_conformance import endpoint

@endpoint("GET /rest/api/3/myself")
def test_myself(send, tenant):
    assert tenant.account_id == send().json()["accountId"]

@endpoint("POST /rest/api/3/issue", writes=True)
def test_create_issue(send): ...
"""

CONFLUENCE = """
from token_conformance import endpoint

@endpoint("GET /wiki/rest/api/user/current")
def test_get_current_user(send, tenant):
    assert tenant.account_id == send().json()["accountId"]
"""


CALLS = """
from token_conformance.suite.catalogue.mark import every_call_of

class TestJira:
    @every_call_of("jira-platform-v3")
    def test_every_call(self, ask):
        ask()

@every_call_of("confluence-v2")
def test_every_call(ask):
    ask()
"""


@pytest.fixture(autouse=True)
def _own_tenant(given: dict[str, str], monkeypatch: pytest.MonkeyPatch, pytester: pytest.Pytester) -> None:
    """A folder with a suite, and an environment with all variables that its owner would set."""
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    folder = pytester.mkdir("suites")
    (folder / "test_jira_platform.py").write_text(JIRA)
    (folder / "test_confluence.py").write_text(CONFLUENCE)
    (folder / "deviations.toml").write_text(make_deviation() + make_deviation("confluence/get-current-user"))


def live(pytester: pytest.Pytester, *options: str) -> pytest.RunResult:
    """Run the suite against the tenant, as fast as possible."""
    return pytester.runpytest("suites", "--target", "live", "--rate", "200", "-p", "no:cacheprovider", *options)


@pytest.mark.slow
def test_results_have_the_label_of_the_site(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    """The user's own word, so that the results of several sites can be told apart without their names."""
    monkeypatch.setenv("TOKEN_CONFORMANCE_SITE_LABEL", "emea")
    live(pytester, "-k", "myself")
    assert "emea" == read(pytester.path / "results.jsonl").header.site_label


def leave_confluence_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Do what a user does who wants no request to Confluence."""
    monkeypatch.setenv("TOKEN_CONFORMANCE_LEAVE_OUT", "confluence")


def refused(result: pytest.RunResult) -> list[str]:
    """The error lines of a refused run, which must not have written a file."""
    assert pytest.ExitCode.USAGE_ERROR == result.ret
    assert [] == [name for name in ("results.jsonl", "recordings", "journal.jsonl") if Path(name).exists()]
    return [line.removeprefix("ERROR: ") for line in result.errlines if line]


@pytest.mark.slow
def test_cells_are_observed_in_the_own_tenant(pytester: pytest.Pytester) -> None:
    """The plan is shown first; cells that write are skipped unless writes are allowed."""
    result = live(pytester)
    result.assert_outcomes(passed=14, xfailed=2, skipped=8)
    result.stdout.fnmatch_lines(
        [
            "before the first cell: checking made-up-*.atlassian.net and *, through * as ?\u2026@example.com",
            "live run:",
            "hosts: made-up-*.atlassian.net and api.atlassian.com, through the proxy 127.0.0.1:* (cloud id \u2026????)",
            "stamped: recorded from the edge, because this tenant is the local model",
            "account: ?\u2026@example.com (account id \u2026????)",
            "products: Jira Platform, Jira Work Management, * Jira Service Management, Confluence",
            "sent: 16 cells, one request each; 6 of them use a login that must be refused",
            "written: nothing; 8 cells that write are skipped without --allow-writes",
            "recorded: below recordings/*",
        ]
    )


@pytest.mark.slow
def test_nothing_of_the_account_is_shown(pytester: pytest.Pytester, given: dict[str, str], own_tenant: Edge) -> None:
    """Neither before the first cell nor after the last one."""
    shown = live(pytester, "-vv").stdout.str()
    secrets = [value for name, value in given.items() if name.endswith(("_TOKEN", "_EMAIL"))]
    assert [] == [secret for secret in (*secrets, own_tenant.tenant.account_id) if secret in shown]


@pytest.mark.slow
def test_writes_are_announced(pytester: pytest.Pytester) -> None:
    """The plan says how many cells may write, and that what they create is deleted again."""
    result = live(pytester, "--allow-writes", "-k", "create and none")
    result.stdout.fnmatch_lines(
        [
            "sent: 2 cells, one request each; 0 of them *",
            "written: 2 cells create things and may change them; *deleted at the end",
        ]
    )


@pytest.mark.slow
def test_an_absent_product_is_left_out_visibly(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its cells are counted as deselected, and a line says why."""
    leave_confluence_out(monkeypatch)
    result = live(pytester)
    result.assert_outcomes(passed=7, xfailed=1, skipped=8, deselected=8)
    result.stdout.fnmatch_lines(["left out: Confluence (named in TOKEN_CONFORMANCE_LEAVE_OUT)"])


def test_problems_of_the_settings_end_the_run(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, own_tenant: Edge
) -> None:
    """All of them are reported, one line each, and nothing is sent."""
    monkeypatch.delenv("TOKEN_CONFORMANCE_SITE")
    monkeypatch.setenv("TOKEN_CONFORMANCE_EMAIL", "me")
    before = len(own_tenant.request_log)
    lines = refused(live(pytester))
    assert ["TOKEN_CONFORMANCE_SITE: is not set", "TOKEN_CONFORMANCE_EMAIL: is not an e-mail address"] == [
        line.partition(";")[0] for line in lines
    ]
    assert before == len(own_tenant.request_log)


def test_a_failed_preflight_ends_the_run(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, given: dict[str, str]
) -> None:
    """Before anything is collected, recorded or written, also where writes are allowed."""
    monkeypatch.setenv("TOKEN_CONFORMANCE_SCOPED_JIRA_TOKEN", given["TOKEN_CONFORMANCE_UNSCOPED_TOKEN"] + "X")
    result = live(pytester, "--allow-writes")
    (line,) = refused(result)
    assert line.startswith("TOKEN_CONFORMANCE_SCOPED_JIRA_TOKEN: is refused at the site and at the gateway;")
    result.stdout.no_fnmatch_line("live run:")


@pytest.mark.slow
def test_a_run_without_xdist_asks_for_the_cloud_id_once(pytester: pytest.Pytester, own_tenant: Edge) -> None:
    """The result of the preflight is used in the whole run."""
    before = len(own_tenant.request_log)
    live(pytester)
    assert 1 == [request.path for request in own_tenant.request_log[before:]].count("/_edge/tenant_info")


@pytest.mark.slow
def test_workers_trust_the_preflight(pytester: pytest.Pytester, own_tenant: Edge) -> None:
    """The process that reports runs it once, and also shows the plan once."""
    before = len(own_tenant.request_log)
    options = ("--target", "live", "--rate", "200", "-n", "2")
    result = pytester.runpytest_subprocess("suites", "-p", "no:cacheprovider", *options)
    result.assert_outcomes(passed=14, xfailed=2, skipped=8)
    assert 1 == [request.path for request in own_tenant.request_log[before:]].count("/_edge/tenant_info")
    assert 1 == result.outlines.count("live run:")
    result.stdout.fnmatch_lines(["sent: 16 cells, one request each; 6 of them *", "written: nothing; 8 cells *"])


@pytest.mark.slow
@pytest.mark.parametrize("workers", [(), ("-n", "2")], ids=["alone", "workers"])
def test_the_plan_counts_the_calls_of_the_catalogue(workers: tuple[str, ...], pytester: pytest.Pytester) -> None:
    """With workers and without: of each API one call, which has six cells."""
    (pytester.path / "suites" / "test_calls.py").write_text(CALLS)
    options = ("--target", "live", "--rate", "200", "--sample", "9", "-k", "every_call or myself", *workers)
    result = pytester.runpytest_subprocess("suites", "-p", "no:cacheprovider", *options)
    assert result.ret == 0
    result.stdout.fnmatch_lines(["sent: 20 cells, one request each; 5 of them *", "written: nothing; 0 cells *"])


@pytest.mark.slow
def test_a_failed_preflight_ends_a_run_with_workers(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, own_tenant: Edge
) -> None:
    """No worker is started."""
    monkeypatch.setenv("TOKEN_CONFORMANCE_SITE", "nobodys")
    result = pytester.runpytest_subprocess("suites", "-p", "no:cacheprovider", "--target", "live", "-n", "2")
    (line,) = refused(result)
    assert line.startswith("TOKEN_CONFORMANCE_SITE: the site nobodys.atlassian.net does not exist")
    assert own_tenant.tenant.site not in line


def test_collecting_alone_sends_nothing(pytester: pytest.Pytester, own_tenant: Edge) -> None:
    """No plan is shown either."""
    before = len(own_tenant.request_log)
    result = live(pytester, "--collect-only", "-q")
    assert (0, before) == (result.ret, len(own_tenant.request_log))
    result.stdout.no_fnmatch_line("live run:")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--target", "live", "--edge", "known"], "--edge chooses the edge's world, but --target live does not use"),
        (["--target", "edge", "--trust-tokens"], "--trust-tokens is for your own tokens, not for --target edge; drop"),
    ],
)
def test_options_that_contradict_each_other_are_refused(
    pytester: pytest.Pytester, options: list[str], message: str
) -> None:
    """One line says what to drop."""
    (line,) = refused(pytester.runpytest("suites", "-p", "no:cacheprovider", *options))
    assert line.startswith(message)


def test_a_broken_suite_is_one_line(pytester: pytest.Pytester) -> None:
    """The scopes that it needs are unknown."""
    (pytester.path / "suites" / "test_confluence.py").write_text(f"{CONFLUENCE}def")
    (line,) = refused(live(pytester))
    assert "test_confluence.py: the suite cannot be read (SyntaxError: " in line


OF_CALLER = """
from token_conformance import endpoint

@endpoint("GET /rest/api/3/myself")
def test_myself(send, caller):
    assert caller == send().json()["accountId"]

@endpoint("POST /rest/api/3/issue", writes=True)
def test_create_issue(send): ...
"""


@pytest.mark.slow
def test_a_service_account_in_the_settings_adds_its_columns(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, own_tenant: Edge
) -> None:
    """Without an option; its cells that write are skipped like all others, and nothing of it is shown or recorded."""
    account = own_tenant.account
    monkeypatch.setenv("TOKEN_CONFORMANCE_SERVICE_ACCOUNT_TOKEN", account.service_account)
    monkeypatch.setenv("TOKEN_CONFORMANCE_SERVICE_ACCOUNT_EMAIL", account.service_account_email)
    (pytester.path / "suites" / "test_jira_platform.py").write_text(OF_CALLER)
    result = live(pytester, "-k", "jira and service-account")
    assert {"passed": 1, "xfailed": 1, "skipped": 2, "deselected": 26} == result.parseoutcomes()
    result.stdout.fnmatch_lines(["service account: *…@serviceaccount.atlassian.com (account id …ount), sent as Bearer"])
    recorded = [path.read_text() for path in (pytester.path / "recordings").rglob("service-account-*.json")]
    assert 2 == len(recorded)
    for text in (*recorded, str(result.stdout), (pytester.path / "results.jsonl").read_text()):
        assert account.service_account not in text
        assert account.service_account_email not in text
