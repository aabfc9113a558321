"""A repository with a small suite of its own, its recordings and its reports, as its owner would have committed it."""

import os
import subprocess
import sys
from pathlib import Path

SUITE = """
from token_conformance import endpoint


@endpoint("GET /rest/api/3/project/search")
def test_search_projects(send, tenant):
    projects = send(query={"keys": tenant.project_key}).json()["values"]
    assert tenant.project_key in {project["key"] for project in projects}


@endpoint("POST /rest/api/3/issue", writes=True)
def test_create_issue(send, tenant, title):
    project, kind = {"key": tenant.project_key}, {"name": "Task"}
    issue = send(json={"fields": {"project": project, "issuetype": kind, "summary": title}}).json()
    assert tenant.project_key == issue["key"].rpartition("-")[0]
"""

DEVIATIONS = """
[[deviation]]
endpoint = "jira-platform/search-projects"
credential = "scoped"
url_form = "site"
outcome = "empty"
grade = "inferred"
rule = "S1+S2"
rests_on = "anonymous = yes"
effect = "Looks as if there were no projects."

[[deviation]]
endpoint = "jira-platform/create-issue"
credential = "scoped"
url_form = "site"
outcome = "unauthenticated"
grade = "recorded"
source = "CLOUD-12617"
date = 2025-05-15
effect = "Looks like a missing permission."
"""

READING = 8
"""The cells of the suite that only read."""


def make(folder: Path) -> None:
    """Write the suite, record it from the edge with its writes, and make its reports."""
    inside = folder / "suites" / "endpoints"
    inside.mkdir(parents=True)
    (inside / "test_jira_platform.py").write_text(SUITE)
    (inside / "deviations.toml").write_text(DEVIATIONS)
    (folder / "pyproject.toml").write_text("[tool.pytest.ini_options]\n")
    (folder / ".gitignore").write_text("/recordings/\n/results.jsonl\n/junit.xml\n/test-results/\n")
    _run(folder, "run", "--target", "edge", "--record-mode=once")
    _run(folder, "report")
    (folder / "results.jsonl").unlink()


def commit(folder: Path) -> None:
    """Commit everything as the target branch of the repository."""
    names = ["-c", "user.name=Somebody", "-c", "user.email=me@example.com", "-c", "commit.gpgsign=false"]
    for words in (
        ["init", "-q", "-b", "main"],
        ["add", "-A"],
        [*names, "commit", "-q", "-m", "Add the suite"],
        ["update-ref", "refs/remotes/origin/main", "HEAD"],
    ):
        subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True)


def _run(folder: Path, *words: str) -> None:
    """Run a command of this checkout in the folder."""
    settings = {name: value for name, value in os.environ.items() if not name.startswith(("TOKEN_CONF", "PYTEST_"))}
    command = [sys.executable, "-m", "token_conformance.cli", *words]
    ended = subprocess.run(command, cwd=folder, env=settings, capture_output=True, text=True, check=False)
    assert 0 == ended.returncode, ended.stdout + ended.stderr
