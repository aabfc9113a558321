"""The files of the mock servers, and the table of the servers."""

import pytest

from beside import mock_files
from beside.mock_table import SCOPED_AT_SITE, Figures, table
from beside.mocks import mixture
from edge_load import MIXTURE

ANSWERS = {sample.what: b'{"made":"up"}' for sample in MIXTURE}
BODIES = mock_files.documented(MIXTURE, ANSWERS)
STATUSES = {sample.what: sample.status for sample in MIXTURE}


def test_a_call_is_a_method_and_a_path() -> None:
    """Without the query and the body."""
    sample = next(one for one in MIXTURE if one.what == "site: issues by JQL")
    assert ("POST", "/rest/api/3/search/jql") == mock_files.call(sample)


def test_a_published_call_has_the_answer_of_the_edge() -> None:
    """It is empty where the edge gives no content; a path that does not exist has none."""
    cloud = "/ex/jira/00000000-c10d-4000-8000-000000000001"
    assert '{"made":"up"}' == BODIES["GET", "/rest/api/3/myself"]
    assert {"{}"} == {BODIES["GET", f"{base}/rest/api/3/plans/plan"] for base in ("", cloud)}
    assert "{}" == BODIES["GET", f"{cloud}/rest/api/3/role"]
    assert not [
        path for _, path in BODIES if "xxx" in path or "/none/" in path or ("confluence" in path and "/api/3" in path)
    ]


def test_a_document_asks_for_a_credential() -> None:
    """As the published documents do; a call with a body says so."""
    made = mock_files.openapi(BODIES)
    assert [{"basicAuth": []}] == made["security"]
    assert {"made": "up"} == made["paths"]["/rest/api/3/myself"]["get"]["responses"]["200"]["content"][
        "application/json"
    ]["example"]
    assert ["responses", "requestBody"] == list(made["paths"]["/rest/api/3/search/jql"]["post"])


@pytest.mark.parametrize("tls", [False, True])
def test_a_data_file_has_a_route_for_each_call(*, tls: bool) -> None:
    """Over TLS or plain, with ids of their own."""
    made = mock_files.mockoon(BODIES, 4_000, tls=tls)
    assert len(BODIES) == len({route["uuid"] for route in made["routes"]}) == len(made["rootChildren"])
    assert (4_000, tls) == (made["port"], made["tlsOptions"]["enabled"])
    assert {"rest/api/3/myself"} < {route["endpoint"] for route in made["routes"]}


def test_a_server_is_held_to_its_own_answers() -> None:
    """The load checks each status, so a server that begins to answer otherwise ends it."""
    own = dict.fromkeys(STATUSES, 200)
    assert {200} == {sample.status for sample in mixture(own)}
    assert list(MIXTURE) == mixture(STATUSES)


def test_the_table_has_ratios_to_the_edge_and_words() -> None:
    """The edge is the first server."""
    figures = {
        "edge": [Figures(100, 1, 60, 2), Figures(300, 3, 60, 4), Figures(200, 2, 60, 3)],
        "mock": [Figures(400, 1, 90, 6)],
    }
    statuses = {"edge": STATUSES, "mock": STATUSES | {SCOPED_AT_SITE: 200}}
    *_, edge, mock = table(figures, statuses).splitlines()
    assert ["edge", "200", "1.00", "2.00", "1.00", "60", "3.0", "1.00", "20 of 20"] == [
        one.strip() for one in edge.split("|")[1:10]
    ]
    assert ["mock", "400", "2.00", "1.00", "0.50", "90", "6.0", "2.00", "19 of 20"] == [
        one.strip() for one in mock.split("|")[1:10]
    ]
    assert "401, as evidence says" in edge
    assert "200 with all content" in mock
