"""Calls a tool of mcp-atlassian that sends the request of a case, and prints what a user of the server would see.

python tool.py CLIENT METHOD URL SCHEME USER TOKEN; for a request that no tool sends, nothing is printed.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]
CALL_TOOL = ROOT / "suites" / "integrations" / "subjects" / "mcp-atlassian" / "call_tool.py"
BASE = re.compile(r"https://[^/]+(?:/ex/\w+/[^/]+)?")
TOOLS = {
    r"/rest/api/3/issue/([A-Z]+-\d+)$": ("jira_get_issue", '{"issue_key": "%s"}'),
    r"/rest/api/3/(?:myself|project/search)$": ("jira_get_all_projects", "{}"),
    r"/rest/agile/1.0/board$": ("jira_get_agile_boards", "{}"),
    r"/wiki/api/v2/pages/(\d+)$": ("confluence_get_page", '{"page_id": "%s"}'),
    r"/wiki/rest/api/user/current$": ("confluence_search", '{"query": "type = page"}'),
}


def settings(url: str, scheme: str, user: str, token: str) -> dict[str, str]:
    """The server's settings for the base of a URL; without a credential, it has a user without a token."""
    base = BASE.match(url)
    product, path = ("CONFLUENCE", "/wiki") if "/wiki/" in url else ("JIRA", "")
    names = {f"{product}_URL": f"{base[0]}{path}" if base else url}
    if scheme == "Bearer":
        return {**names, f"{product}_PERSONAL_TOKEN": token}
    login = {f"{product}_USERNAME": user, f"{product}_API_TOKEN": token}
    return {**names, **(login if scheme == "Basic" else {f"{product}_USERNAME": user})}


def main(url: str, scheme: str, user: str, token: str) -> None:
    """Call the tool whose request is that of the URL."""
    for pattern, (tool, arguments) in TOOLS.items():
        if found := re.search(pattern, url):
            words = arguments % found.groups() if found.groups() else arguments
            program = str(Path(sys.executable).parent / "mcp-atlassian")
            own = {**settings(url, scheme, user, token), "MCP_ALLOWED_URL_DOMAINS": "atlassian.net"}
            command = [sys.executable, str(CALL_TOOL), program, tool, words]
            subprocess.run(command, env={**os.environ, **own}, check=False)
            return


if __name__ == "__main__":
    _, _, *words = sys.argv[1:]
    main(*words)
