"""What a user of the library `jira` does with it, as its documentation shows: `driver.py ACTION [ARGUMENT...]`."""

import logging
import os
import sys
from collections.abc import Callable

from jira import JIRA, Issue

logging.basicConfig(level=os.environ.get("LOG_LEVEL", "WARNING"))

jira = JIRA(server=os.environ["JIRA_URL"], basic_auth=(os.environ["JIRA_EMAIL"], os.environ["JIRA_TOKEN"]))


def line_of(issue: Issue) -> str:
    """An issue as a line of text."""
    return f"{issue.key} {issue.fields.summary}"


ACTIONS: dict[str, Callable[..., object]] = {
    "whoami": jira.myself,
    "list-projects": lambda: [project.key for project in jira.projects()],
    "get-project": lambda key: jira.project(key).key,
    "get-issue": lambda key: line_of(jira.issue(key)),
    "create-issue": lambda key, title: jira.create_issue(project=key, summary=title, issuetype={"name": "Task"}),
    "find-user": lambda email: [user.displayName for user in jira.search_users(query=email)],
    "search": lambda jql: [line_of(issue) for issue in jira.search_issues(jql, maxResults=0)],  # 0 stands for all
    "get-attachment": lambda attachment_id: jira.attachment(attachment_id).get().decode(),
    "show-link": lambda key: jira.issue(key).permalink(),
}

print(ACTIONS[sys.argv[1]](*sys.argv[2:]))
