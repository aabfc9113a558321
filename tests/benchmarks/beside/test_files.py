"""The files that the tools beside this project read."""

import json
from pathlib import Path

import pytest

from beside.access import Access
from beside.bruno import request as bruno_request
from beside.dredd import document as dredd_document
from beside.httpyac import request as httpyac_request
from beside.openapi import document, values
from beside.peer import Peer, Place
from beside.postman import collection, data
from beside.tavern import test_of as tavern_test_of
from beside.this_project import node_id
from beside.tools import PEERS
from beside_cells import ACCESS, cells


def test_variables_are_read_as_a_shell_reads_them(tmp_path: Path) -> None:
    """The mark of the edge is no variable, and quotes are no part of a value."""
    file = tmp_path / "edge.env"
    file.write_text("# mark\nA=1\nB=''\nC='--require=\"x y\"'\n", encoding="utf-8")
    assert {"A": "1", "B": "", "C": '--require="x y"'} == Access.read(file).values


def test_a_cell_is_sent_with_its_own_credential_to_its_own_base() -> None:
    """The app decides both at the gateway."""
    site, _, _, gateway = cells("confluence/list-x")
    assert "https://made-up.atlassian.net/x/A?in=B" == ACCESS.url(site)
    assert "https://api.atlassian.com/ex/confluence/1/x/A?in=B" == ACCESS.url(gateway)
    assert ["MADE-UP-U", "MADE-UP-C"] == [ACCESS.token(cell.app, cell.token) for cell in (site, gateway)]
    assert "Basic YUBleGFtcGxlLmNvbTpNQURFLVVQLUM=" == ACCESS.authorization(gateway)


def test_a_collection_has_each_request_once() -> None:
    """The base URL and the credential are those of the data file's row."""
    (item,) = collection(cells())["item"]
    assert "{{jira}}/x/A?in=B" == item["request"]["url"]
    assert [{"key": "Authorization", "value": "{{jira_authorization}}"}] == item["request"]["header"]
    assert '["values", 0, "key"].reduce(' in "\n".join(item["event"][0]["script"]["exec"])


def test_a_row_of_data_is_a_column() -> None:
    """It has the base URL and credential of each app, and what is asserted of each endpoint."""
    rows = data(cells() + cells("confluence/list-y"), ACCESS)
    assert ["unscoped-site", "unscoped-gateway", "scoped-site", "scoped-gateway"] == [row["column"] for row in rows]
    assert "https://api.atlassian.com/ex/jira/1" == rows[3]["jira"]
    assert rows[3]["jira_authorization"] != rows[3]["confluence_authorization"]
    assert {"status": 200, "holds": False} == rows[2]["asserted"]["confluence/list-y"]


def test_an_openapi_document_has_the_operations_of_one_app() -> None:
    """Endpoints of one operation are its examples, and an operation without parameters gets one."""
    asked = cells() + cells("jira-platform/get-y", "/x/C?in=D") + cells("jira-platform/me", "/me", "/me")
    made = document(asked + cells("confluence/list-z"), "jira")
    assert ["/x/{key}", "/me"] == list(made["paths"])
    key, query = made["paths"]["/x/{key}"]["get"]["parameters"]
    assert (("path", "key", ["A", "C"]), ("query", "in", ["B", "D"])) == tuple(
        (one["in"], one["name"], list(one["examples"])) for one in (key, query)
    )
    assert ["header"] == [one["in"] for one in made["paths"]["/me"]["get"]["parameters"]]
    assert ["200", "400", "401", "403", "404"] == list(made["paths"]["/me"]["get"]["responses"])


def test_a_document_for_dredd_has_one_answer_for_each_call() -> None:
    """The path is the cell's own, because an operation has one example only."""
    made = dredd_document(cells() + cells("jira-platform/get-y", "/x/C"), "jira")
    assert ["/x/A", "/x/C"] == list(made["paths"])
    operation = made["paths"]["/x/A"]["get"]
    assert [("in", "B")] == [(one["name"], one["example"]) for one in operation["parameters"]]
    assert ["application/json;charset=UTF-8"] == list(operation["responses"]["200"]["content"])


def test_parameters_are_decoded() -> None:
    """A tool encodes them again."""
    (cell, *_) = cells(path="/x/A%20B?jql=a+%3D+1")
    assert {("path", "key"): "A B", ("query", "jql"): "a = 1"} == values(cell)


def test_other_files_assert_the_content_where_it_is_known() -> None:
    """Of a cell of which nothing is known, the status alone."""
    site, _, silent, _ = cells()
    assert "\n?? status == 200\n?? js Boolean(" in httpyac_request(silent, ACCESS)
    assert httpyac_request(silent, ACCESS).endswith("== false\n\n")
    given = tavern_test_of(silent, ACCESS)["stages"][0]["response"]["verify_response_with"]["extra_kwargs"]
    assert {"proof": ["values", 0, "key"], "holds": False} == given
    assert "  url: {{jira}}/x/A?in=B\n" in bruno_request(1, site)
    refused = site.__class__(**vars(site) | {"holds": None, "status": 404})
    assert {"status_code": 404} == tavern_test_of(refused, ACCESS)["stages"][0]["response"]
    assert " js " not in httpyac_request(refused, ACCESS)


def test_a_cell_is_a_test_of_this_project() -> None:
    """Its endpoint's name is that of the test's function."""
    expected = "suites/endpoints/test_jira_platform.py::test_get_issue_v2[scoped-site]"
    assert expected == node_id("jira-platform/get-issue-v2/scoped-site")


@pytest.mark.parametrize("peer", PEERS, ids=lambda peer: peer.name)
def test_each_tool_has_a_version_and_files(tmp_path: Path, peer: Peer) -> None:
    """Its commands name no token, but for the one that can be given in no file."""
    place = Place(tmp_path, tmp_path / "bin", ACCESS)
    peer.write(cells() + cells("confluence/list-y"), place)
    assert any(tmp_path.iterdir())
    assert all(any(mark in package.removeprefix("@") for mark in ("==", "@")) for package in peer.packages)
    commands = json.dumps(peer.commands(place))
    assert ("MADE-UP" in commands) == (peer.name in {"schemathesis", "dredd"})
