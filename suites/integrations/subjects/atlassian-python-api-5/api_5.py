"""What a user of `atlassian-python-api` 5 does with it, as its documentation shows: `api_5.py ACTION [ARGUMENT...]`."""

import logging
import os
import sys
from collections.abc import Callable
from typing import Any

from atlassian import ConfluenceV2, Jira

logging.basicConfig(level=os.environ.get("LOG_LEVEL", "WARNING"))

jira = Jira(
    url=os.environ["JIRA_URL"],
    username=os.environ["ATLASSIAN_EMAIL"],
    password=os.environ["JIRA_TOKEN"],
    cloud=True,
)
confluence = ConfluenceV2(
    url=os.environ["CONFLUENCE_URL"],
    username=os.environ["ATLASSIAN_EMAIL"],
    password=os.environ["CONFLUENCE_TOKEN"],
)


def create_issue(project: str, title: str) -> Any:
    """Make an issue."""
    return jira.create_issue({"project": {"key": project}, "issuetype": {"name": "Task"}, "summary": title})


ACTIONS: dict[str, Callable[..., object]] = {
    "whoami": jira.myself,
    "list-projects": lambda: [project["key"] for project in jira.projects()],
    "get-project": jira.project,
    "get-issue": jira.issue,
    "create-issue": create_issue,
    "find-user": lambda email: jira.user_find_by_user_string(query=email),
    "search": lambda jql: [issue["key"] for issue in jira.enhanced_jql_get_list_of_tickets(jql)],
    "get-attachment": lambda attachment_id: jira.get_attachment_content(attachment_id).decode(),
    "list-spaces": lambda: [space["key"] for space in confluence.get_spaces()],
    "get-page": confluence.get_page_by_id,
    "create-page": lambda space, title: confluence.create_page(space, title, "<p>Made up.</p>"),
}

print(ACTIONS[sys.argv[1]](*sys.argv[2:]))
