"""The seven calls of CLOUD-12617, typed as the ticket types them: with curl, which is not our code."""

import shutil
import subprocess

import pytest

from token_conformance.edge.server.edge import Edge

CURL = shutil.which("curl") or ""
pytestmark = pytest.mark.skipif(not CURL, reason="curl is not installed")

SITE = "https://conformance-edge.atlassian.net"
GATEWAY = "https://api.atlassian.com/ex/jira/00000000-c10d-4000-8000-000000000001"
JSON = "application/json;charset=UTF-8"
GATE = "Client must be authenticated to access this resource."
NO_CREATE = '{"errorMessages":["You do not have permission to create issues in this project."],"errors":{}}'
NO_ISSUE = '{"errorMessages":["Issue does not exist or you do not have permission to see it."],"errors":{}}'
NO_PROJECT = '{"errorMessages":["Project does not exist or you do not have permission to see it."],"errors":{}}'
NEW_ISSUE = '{"fields":{"project":{"key":"SOFT"},"issuetype":{"name":"Task"},"summary":"Created with curl"}}'


def curl(edge: Edge, url: str, *options: str) -> tuple[int, dict[str, str], str]:
    """The status, headers and body that curl shows, asked with the scoped token for Jira."""
    credential = f"{edge.account.email}:{edge.account.scoped_jira}"
    shown = subprocess.run(  # curl, as the ticket does
        [CURL, "-si", "--suppress-connect-headers", "-u", credential, *options, url],
        env=edge.environment(),
        capture_output=True,
        check=True,
        timeout=60,
    )
    head, _, body = shown.stdout.decode().partition("\r\n\r\n")
    status_line, *lines = head.split("\r\n")
    headers = dict(line.split(": ", 1) for line in lines)
    return int(status_line.split()[1]), headers, body


@pytest.mark.parametrize(
    ("path", "status", "body", "content_type"),
    [
        ("/rest/api/3/issue", 401, NO_CREATE, JSON),
        ("/rest/api/3/issue/SOFT-1", 404, NO_ISSUE, JSON),
        ("/rest/api/3/project", 200, "[]", JSON),
        ("/rest/api/3/project/SOFT", 404, NO_PROJECT, JSON),
        ("/rest/api/3/projectvalidate/validProjectKey?key=SOFT", 401, GATE, "text/html;charset=UTF-8"),
        ("/rest/api/3/projectvalidate/key?key=SOFT", 401, GATE, "text/html;charset=UTF-8"),
        ("/rest/api/2/user/search?query=conformance", 200, "[]", JSON),
    ],
)
def test_the_site_answers_as_in_the_ticket(edge: Edge, path: str, status: int, body: str, content_type: str) -> None:
    """A scoped token fails in three ways, and the seraph header alone says why."""
    answer = curl(edge, f"{SITE}{path}", *creation(path))
    assert (status, body) == (answer[0], answer[2])
    headers = answer[1]
    assert (content_type, "AtlassianEdge", "*") == (
        headers["content-type"],
        headers["server"],
        headers["timing-allow-origin"],
    )
    assert "AUTHENTICATED_FAILED" == headers["x-seraph-loginreason"]
    assert {"x-arequestid", "set-cookie"} <= set(headers)


@pytest.mark.parametrize(
    ("path", "status", "proof"),
    [
        ("/rest/api/3/issue", 201, '"key":"SOFT-'),
        ("/rest/api/3/issue/SOFT-1", 200, '"key":"SOFT-1"'),
        ("/rest/api/3/project", 200, '"key":"SOFT"'),
        ("/rest/api/3/project/SOFT", 200, '"key":"SOFT"'),
        ("/rest/api/3/projectvalidate/validProjectKey?key=SOFT", 200, "SOFT"),
        ("/rest/api/3/projectvalidate/key?key=SOFT", 200, "projectKey"),
        ("/rest/api/2/user/search?query=conformance", 200, '"accountId"'),
    ],
)
def test_the_gateway_answers_what_was_asked(edge: Edge, path: str, status: int, proof: str) -> None:
    """The same calls with the same token work there."""
    answer = curl(edge, f"{GATEWAY}{path}", *creation(path))
    assert status == answer[0]
    assert proof in answer[2]


def creation(path: str) -> tuple[str, ...]:
    """The options that make the one call of the seven that writes."""
    if path != "/rest/api/3/issue":
        return ()
    return ("-H", "Content-Type: application/json", "--data", NEW_ISSUE)
