"""What the program does in Jira; each function returns the lines that its user sees."""

from collections.abc import Iterable
from typing import Any

import httpx

from either_token.program.lists import by_offset, by_token, read

_API = "/rest/api/3"


def whoami(client: httpx.Client) -> Iterable[str]:
    """The account that the token belongs to."""
    return [_person(read(client, f"{_API}/myself"))]


def list_projects(client: httpx.Client) -> Iterable[str]:
    """Every project that the user may see."""
    return [_named(project) for project in by_offset(client, f"{_API}/project/search")]


def get_project(client: httpx.Client, key: str) -> Iterable[str]:
    """A project."""
    return [_named(read(client, f"{_API}/project/{key}"))]


def get_issue(client: httpx.Client, key: str) -> Iterable[str]:
    """An issue."""
    return [_issue(read(client, f"{_API}/issue/{key}", fields="summary"))]


def search(client: httpx.Client, jql: str) -> Iterable[str]:
    """Every issue that a query finds."""
    return [_issue(issue) for issue in by_token(client, f"{_API}/search/jql", jql=jql, fields="summary")]


def find_user(client: httpx.Client, query: str) -> Iterable[str]:
    """People, by their name or e-mail address."""
    return [_person(user) for user in read(client, f"{_API}/user/search", query=query)]


def create_issue(client: httpx.Client, project: str, summary: str) -> Iterable[str]:
    """Create an issue."""
    fields = {"project": {"key": project}, "issuetype": {"name": "Task"}, "summary": summary}
    made = client.post(f"{_API}/issue", json={"fields": fields}).raise_for_status().json()
    return [f"{made['key']}  {_link(client, made['key'])}"]


def get_attachment(client: httpx.Client, attachment_id: str) -> Iterable[str]:
    """The text of a file on an issue."""
    content = read(client, f"{_API}/attachment/{attachment_id}")["content"]
    return [client.get(content, follow_redirects=True).raise_for_status().text]


def show_link(client: httpx.Client, key: str) -> Iterable[str]:
    """The link with which people read an issue, if it exists."""
    return [_link(client, read(client, f"{_API}/issue/{key}", fields="summary")["key"])]


def _link(client: httpx.Client, key: str) -> str:
    """A link to the site: people read there, even if the program uses the gateway."""
    return str(client.base_url.join(f"/browse/{key}"))


def _named(thing: dict[str, Any]) -> str:
    return f"{thing['key']}  {thing['name']}"


def _issue(issue: dict[str, Any]) -> str:
    return f"{issue['key']}  {issue['fields']['summary']}"


def _person(user: dict[str, Any]) -> str:
    return f"{user['displayName']}  {user['accountId']}"
