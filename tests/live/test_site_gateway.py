"""The optional cells at the gateway's path on the site's own host, of a tenant that an edge plays."""

import json
from pathlib import Path

import pytest
from starlette.responses import JSONResponse

from factories import make_deviation
from token_conformance.cli import main
from token_conformance.edge.access import site
from token_conformance.edge.server.edge import Edge
from token_conformance.model.cell import SITE_GATEWAY
from token_conformance.report.matrix import columns
from token_conformance.results.difference import differences
from token_conformance.results.file import read

SUITE = """
from token_conformance import endpoint

@endpoint("GET /rest/api/3/myself")
def test_get_myself(send, tenant):
    assert tenant.account_id == send().json()["accountId"]

@endpoint("GET /rest/api/3/project")
def test_list_projects(send, tenant):
    assert tenant.project_key in {project["key"] for project in send().json()}
"""

DEVIATIONS = make_deviation("jira-platform/get-myself") + make_deviation("jira-platform/list-projects", "empty")
NAMES = [f"jira-platform/get-myself/{credential}-{form}" for credential, form in SITE_GATEWAY]


@pytest.fixture(autouse=True)
def _own_tenant(given: dict[str, str], monkeypatch: pytest.MonkeyPatch, pytester: pytest.Pytester) -> None:
    """A folder with a suite, and an environment with all variables that its owner would set."""
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    folder = pytester.mkdir("suites")
    (folder / "test_jira_platform.py").write_text(SUITE)
    (folder / "deviations.toml").write_text(DEVIATIONS)


@pytest.fixture
def answered(own_tenant: Edge, monkeypatch: pytest.MonkeyPatch) -> None:
    """The tenant answers there, with its own names, as Atlassian may do: the local model knows no answer."""
    tenant = own_tenant.tenant
    names = {"accountId": tenant.account_id, "message": f"Unknown cloud id {tenant.cloud_id} of {tenant.site_host}"}
    monkeypatch.setattr(site, "family_answer", lambda *_: JSONResponse(names, status_code=401))


def run(pytester: pytest.Pytester, *options: str) -> pytest.RunResult:
    """Run the suite."""
    return pytester.runpytest("suites", "-p", "no:cacheprovider", *options)


def live(pytester: pytest.Pytester, *options: str) -> pytest.RunResult:
    """Run the suite against the tenant, as fast as possible."""
    return run(pytester, "--target", "live", "--rate", "200", *options)


def recorded(pytester: pytest.Pytester) -> list[Path]:
    """The cassettes of these cells."""
    return sorted((pytester.path / "recordings").rglob("*-site-gateway.*"))


@pytest.mark.slow
def test_the_cells_are_open_and_nothing_else_changes(pytester: pytest.Pytester, own_tenant: Edge) -> None:
    """One request with each type of token, which the local model refuses to answer (rule H1)."""
    assert {"passed": 14, "xfailed": 2} == live(pytester).parseoutcomes()
    without = read(pytester.path / "results.jsonl").cells
    before = len(own_tenant.request_log)
    result = live(pytester, "--site-gateway")
    assert {"passed": 14, "xfailed": 2, "open": 2} == result.parseoutcomes()
    assert pytest.ExitCode.OK is result.ret
    result.stdout.fnmatch_lines(
        [
            "sent: 18 cells, one request each; *",
            "site-gateway *https://SITE.atlassian.net/gateway/api/ex/jira/CLOUD_ID/*",
            "2 OPEN: they neither pass nor fail.*",
            "  unscoped-site-gateway: 1 ! server-error",
            "  scoped-site-gateway: 1 ! server-error",
        ]
    )
    found = read(pytester.path / "results.jsonl").cells
    beside = {cell.cell: cell for cell in found if cell.cell in NAMES}
    assert NAMES == list(beside)
    assert {("open", 501)} == {(cell.verdict, cell.status) for cell in beside.values()}
    assert columns(without) == columns(found)
    assert [] == differences(found, without)
    path = f"/gateway/api/ex/jira/{own_tenant.tenant.cloud_id}/rest/api/3/myself"
    asked = [one.credential for one in own_tenant.request_log[before:] if one.path == path]
    assert ["unscoped", "scoped"] == asked
    assert [] == recorded(pytester)  # a server error is the state of a run


@pytest.mark.slow
@pytest.mark.usefixtures("answered")
def test_an_answer_is_recorded_without_a_name_and_replayed(
    pytester: pytest.Pytester, own_tenant: Edge, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The replay needs no option, and its reports show the cells."""
    live(pytester, "--site-gateway")
    files = recorded(pytester)
    assert ["scoped-site-gateway.json", "unscoped-site-gateway.json"] == [file.name for file in files]
    kept = "".join(file.read_text() for file in files)
    tenant = own_tenant.tenant
    assert [] == [name for name in (tenant.site, tenant.cloud_id, tenant.account_id) if name in kept]
    assert "https://your-domain.atlassian.net/gateway/api/ex/jira/%3Ccloud-id%3E/rest/api/3/myself" in kept
    monkeypatch.chdir(pytester.path)
    assert 0 == main(["leaks", *map(str, files)])
    folder = files[0].relative_to(pytester.path).parents[3]
    assert {"passed": 14, "xfailed": 2, "open": 2} == run(pytester, "--cassettes", str(folder)).parseoutcomes()
    outcomes = {cell.cell: cell.outcome for cell in read(pytester.path / "results.jsonl").cells}
    assert ["unauthenticated"] * 2 == [outcomes[name] for name in NAMES]
    assert 0 == main(["report", "--results", "results.jsonl", "--output", "reports"])
    page = (pytester.path / "reports" / "matrix.html").read_text()
    report = (pytester.path / "reports" / "matrix.md").read_text()
    for name in NAMES:
        assert f'id="{name}"' in page
        assert f"`{name.partition('/')[2]}`" in report
    assert "curl --user &#34;$EMAIL:$SCOPED_TOKEN&#34;" in page.replace(" \\\n ", "").replace("'", "&#39;")


@pytest.mark.parametrize("target", ["edge", "cassettes"])
def test_only_a_tenant_can_be_observed(pytester: pytest.Pytester, target: str) -> None:
    """One line says so, and nothing is written."""
    result = run(pytester, "--target", target, "--site-gateway")
    assert pytest.ExitCode.USAGE_ERROR == result.ret
    line = f"--site-gateway observes your own tenant, not --target {target}; add --target live, or drop it"
    assert [f"ERROR: {line}"] == [one for one in result.errlines if one]
    assert not (pytester.path / "results.jsonl").exists()


@pytest.mark.slow
def test_the_line_of_a_cell_says_that_nothing_is_published(pytester: pytest.Pytester) -> None:
    """And what it got."""
    result = live(pytester, "--site-gateway", "-v")
    result.stdout.fnmatch_lines(["*test_get_myself?scoped-site-gateway? OPEN*"])
    lines = [json.loads(line) for line in (pytester.path / "results.jsonl").read_text().splitlines()]
    (declared, _) = (line["deviation"] for line in lines if line.get("url_form") == "site-gateway")
    assert {"standing": "open", "sides": "nothing is published"}.items() <= declared.items()
    assert declared["effect"].startswith("Nobody has published")
