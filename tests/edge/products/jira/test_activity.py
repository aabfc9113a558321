"""Comments, worklogs and attachments on issues of the Jira platform."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from token_conformance.edge.products.jira.activity_bean import format_duration, parse_duration
from token_conformance.model.tenant import Tenant

Ask = Callable[..., httpx.Response]

NO_CHECK = {"X-Atlassian-Token": "no-check"}


def test_a_comment_is_added(ask: Ask, tenant: Tenant) -> None:
    """The new comment is the last of the list, its author is the caller, and it is found by its id."""
    path = f"/rest/api/2/issue/{tenant.issue_key}/comment"
    before = ask("GET", path).json()["total"]
    added = ask("POST", path, json={"body": "Seen"})
    assert (201, "Seen") == (added.status_code, added.json()["body"])
    listed = ask("GET", path).json()
    assert (before + 1, added.json()) == (listed["total"], listed["comments"][-1])
    assert tenant.account_id == added.json()["author"]["accountId"]
    assert added.json() == ask("GET", f"{path}/{added.json()['id']}").json()


def test_a_page_of_comments_is_a_part_of_them(ask: Ask, tenant: Tenant) -> None:
    """`startAt` and `maxResults` choose the comments; the total stays the same."""
    path = f"/rest/api/2/issue/{tenant.issue_key}/comment"
    ask("POST", path, json={"body": "Second"})
    page = ask("GET", f"{path}?startAt=1&maxResults=1").json()
    assert (2, ["Second"]) == (page["total"], [comment["body"] for comment in page["comments"]])


@pytest.mark.parametrize("body", [{}, {"body": None}, {"body": "text"}, {"body": {"type": "doc"}}])
def test_a_comment_of_version_3_must_be_a_document(ask: Ask, tenant: Tenant, body: Any) -> None:
    """Any other value is an error of the field `comment`."""
    answer = ask("POST", f"/rest/api/3/issue/{tenant.issue_key}/comment", json=body)
    assert (400, ["comment"]) == (answer.status_code, list(answer.json()["errors"]))


@pytest.mark.parametrize(
    ("time", "seconds", "shown"),
    [
        ({"timeSpent": "1h 30m"}, 5400, "1h 30m"),
        ({"timeSpent": "1w2d"}, 201600, "1w 2d"),
        ({"timeSpentSeconds": 59}, 59, "0m"),
    ],
)
def test_a_worklog_is_added(ask: Ask, tenant: Tenant, time: Any, seconds: int, shown: str) -> None:
    """A request has the time as a duration or in seconds, and the answer shows both; the issue shows the sum."""
    path = f"/rest/api/2/issue/{tenant.issue_key}/worklog"
    spent = sum(worklog["timeSpentSeconds"] for worklog in ask("GET", path).json()["worklogs"])
    body = {**time, "started": "2026-01-06T10:00:00.000+0100", "comment": "Done"}
    added = ask("POST", path, json=body)
    assert 201 == added.status_code
    assert (seconds, shown) == (added.json()["timeSpentSeconds"], added.json()["timeSpent"])
    assert (body["started"], "Done") == (added.json()["started"], added.json()["comment"])
    assert added.json() == ask("GET", path).json()["worklogs"][-1]
    assert added.json() == ask("GET", f"{path}/{added.json()['id']}").json()
    fields = ask("GET", f"/rest/api/2/issue/{tenant.issue_key}").json()["fields"]
    assert spent + seconds == fields["timespent"]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "timeLogged"),
        ({"timeSpent": "soon"}, "timeLogged"),
        ({"timeSpentSeconds": 0}, "timeLogged"),
        ({"timeSpentSeconds": 10**4000}, "timeLogged"),
        ({"timeSpent": "1h", "started": "yesterday"}, "started"),
        ({"timeSpent": "1h", "comment": "text"}, "comment"),
    ],
)
def test_an_invalid_worklog_is_refused(ask: Ask, tenant: Tenant, body: Any, field: str) -> None:
    """The error names the invalid field, and no worklog is added."""
    path = f"/rest/api/3/issue/{tenant.issue_key}/worklog"
    answer = ask("POST", path, json=body)
    assert (400, [field]) == (answer.status_code, list(answer.json()["errors"]))
    assert 1 == ask("GET", path).json()["total"]


@pytest.mark.parametrize("duration", ["1h 30m", "2w 1d 3h 4m", "5m"])
def test_a_duration_is_shown_as_it_was_written(duration: str) -> None:
    """Formatting reverses parsing."""
    assert duration == format_duration(parse_duration(duration))


def test_an_attachment_is_added_and_downloaded(ask: Ask, tenant: Tenant) -> None:
    """The download has the uploaded bytes, with their name and type."""
    files = {"file": ("ünï.bin", b"\x00\xff", "image/png")}
    answer = ask("POST", f"/rest/api/3/issue/{tenant.issue_key}/attachments", files=files, headers=NO_CHECK)
    [added] = answer.json()
    assert ("ünï.bin", 2, "image/png") == (added["filename"], added["size"], added["mimeType"])
    content = ask("GET", f"/rest/api/3/attachment/content/{added['id']}?redirect=false")
    assert (200, b"\x00\xff", "image/png") == (
        content.status_code,
        content.content,
        content.headers["Content-Type"],
    )
    assert "attachment; filename*=UTF-8''%C3%BCn%C3%AF.bin" == content.headers["Content-Disposition"]
    fields = ask("GET", f"/rest/api/3/issue/{tenant.issue_key}").json()["fields"]
    assert added["id"] in {attachment["id"] for attachment in fields["attachment"]}


def test_several_files_are_several_attachments(ask: Ask, tenant: Tenant) -> None:
    """Each `file` of the form is stored, in order."""
    files = [("file", ("a.txt", b"a", "text/plain")), ("file", ("b.txt", b"b", "no type"))]
    path = f"/rest/api/3/issue/{tenant.issue_key}/attachments"
    added = ask("POST", path, files=files, headers=NO_CHECK).json()
    assert [("a.txt", "text/plain"), ("b.txt", "application/octet-stream")] == [
        (attachment["filename"], attachment["mimeType"]) for attachment in added
    ]


@pytest.mark.parametrize("query", ["", "?redirect=true"])
def test_a_download_is_redirected_by_default(ask: Ask, tenant: Tenant, query: str) -> None:
    """The redirect leads to the bytes."""
    path = f"/rest/api/3/attachment/content/{tenant.attachment_id}"
    answer = ask("GET", path + query)
    site = f"https://{tenant.site}.atlassian.net"
    assert (303, f"{site}{path}?redirect=false") == (answer.status_code, answer.headers["Location"])


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        ({"files": {"file": ("a", b"a")}}, 403),
        ({"files": {"other": ("a", b"a")}, "headers": NO_CHECK}, 400),
        ({"files": {"x": ("a", b"a")}, "data": {"file": "text"}, "headers": NO_CHECK}, 400),
        ({"content": b"--", "headers": NO_CHECK | {"Content-Type": "multipart/form-data"}}, 400),
        ({"content": b"--x\r\nno", "headers": NO_CHECK | {"Content-Type": "multipart/form-data; boundary=x"}}, 400),
        ({"json": {}, "headers": NO_CHECK}, 415),
    ],
)
def test_an_invalid_upload_is_refused(ask: Ask, tenant: Tenant, request_: Any, status: int) -> None:
    """Without the header against cross-site requests, or without a file, no attachment is added."""
    answer = ask("POST", f"/rest/api/3/issue/{tenant.issue_key}/attachments", **request_)
    assert (status, 1) == (answer.status_code, len(answer.json()["errorMessages"]))
    fields = ask("GET", f"/rest/api/3/issue/{tenant.issue_key}").json()["fields"]
    assert [tenant.attachment_id] == [attachment["id"] for attachment in fields["attachment"]]
