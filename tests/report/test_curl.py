"""The request of a cell as a command: complete, safe to paste, and without names or tokens of a real tenant."""

import shlex
from collections.abc import Callable
from typing import Any

import pytest

from token_conformance.report.curl import curl
from token_conformance.results.record import CellResult

MakeCell = Callable[..., CellResult]

SITE = "https://conformance-edge.atlassian.net"
GATEWAY = "https://api.atlassian.com/ex/jira/00000000-c10d-4000-8000-000000000001"
ACCEPT = "--header 'Accept: application/json'"


@pytest.mark.parametrize(
    ("cell_id", "fields", "expected"),
    [
        (
            "jira-platform/get-issue/scoped-site",
            {"url": f"{SITE}/rest/api/3/issue/SOFT-1"},
            f'curl --user "$EMAIL:$SCOPED_TOKEN" {ACCEPT} https://SITE.atlassian.net/rest/api/3/issue/SOFT-1',
        ),
        (
            "jira-platform/edit-issue/unscoped-gateway",
            {"url": f"{GATEWAY}/rest/api/3/issue/SOFT-1?a=1&b=2", "operation": "PUT /rest/api/3/issue/{issueIdOrKey}"},
            (
                f'curl --user "$EMAIL:$UNSCOPED_TOKEN" --request PUT {ACCEPT} --json @BODY.json'
                " 'https://api.atlassian.com/ex/jira/CLOUD_ID/rest/api/3/issue/SOFT-1?a=1&b=2'"
            ),
        ),
        (
            "jira-platform/add-attachment/invalid-site",
            {"url": f"{SITE}/x", "operation": "POST /rest/api/3/issue/{issueIdOrKey}/attachments"},
            (
                f'curl --user "$EMAIL:$INVALID_TOKEN" --request POST {ACCEPT}'
                " --header 'X-Atlassian-Token: no-check' --form file=@FILE https://SITE.atlassian.net/x"
            ),
        ),
        (
            "confluence/delete-page/none-gateway",
            {"url": None, "operation": "DELETE /wiki/api/v2/pages/{id}"},
            (
                f"curl --request DELETE {ACCEPT}"
                " 'https://api.atlassian.com/ex/confluence/CLOUD_ID/wiki/api/v2/pages/{id}'"
            ),
        ),
    ],
)
def test_a_request_is_written(cell: MakeCell, cell_id: str, fields: dict[str, Any], expected: str) -> None:
    """The command has the credential, method, kind of body and URL, with placeholders for the tenant's own names."""
    assert expected == curl(cell(cell_id, **fields)).replace(" \\\n ", "")


@pytest.mark.parametrize(
    ("scheme", "option"),
    [
        ("Bearer", '--header "Authorization: Bearer $SERVICE_ACCOUNT_TOKEN"'),
        (None, '--header "Authorization: Bearer $SERVICE_ACCOUNT_TOKEN"'),
        ("Basic", '--user "$SERVICE_ACCOUNT_EMAIL:$SERVICE_ACCOUNT_TOKEN"'),
    ],
)
def test_the_token_of_a_service_account_is_sent_with_its_scheme(
    cell: MakeCell, scheme: str | None, option: str
) -> None:
    """With its own address as Basic; a shell can set the variables."""
    sent = curl(cell("jira-platform/get-issue/service-account-site", url=f"{SITE}/x"), scheme).replace(" \\\n ", "")
    assert f"curl {option} {ACCEPT} https://SITE.atlassian.net/x" == sent


def test_a_hostile_address_is_one_word_for_the_shell(cell: MakeCell) -> None:
    """The shell does not run a part of a recorded URL or method."""
    line = curl(cell(url=f"{SITE}/'$(reboot)`;\n", operation="GET;reboot /x"))
    words = shlex.split(line.replace("\\\n", ""))
    assert ["https://SITE.atlassian.net/'$(reboot)`;\n", "GET;reboot"] == [words[-1], words[4]]
