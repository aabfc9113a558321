"""Makes `corpus.jsonl`: what clients show of failures, by real requests to the edge.

    python tests/helpers/explain_corpus.py --python VENV/bin/python --node FOLDER --write [--client NAME ...]

VENV has requests, httpx, aiohttp, jira, atlassian-python-api and mcp-atlassian; FOLDER has axios. curl, node and
chromium are those of the PATH. With --client, the rows of the other clients stay as they are.
"""

import argparse
import json
import os
import re
import shlex
import subprocess
import sys
from base64 import b64encode
from collections.abc import Collection, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx

from waiting import wait_until

CLIENTS = Path(__file__).parent / "explain_clients"
FILE = Path(__file__).parent.parent / "advice" / "explanation" / "corpus.jsonl"
FAULT = "https://conformance-edge.atlassian.net/rest/api/3/myself"
PYTHON = ("requests", "requests-log", "httpx", "urllib", "aiohttp", "jira", "atlassian")
NODE = ("axios", "fetch")
CURL = ("curl -v", "curl -i")
ALL = (*CURL, *PYTHON, *NODE, "har", "browser", "mcp-atlassian")


@dataclass(frozen=True)
class Case:
    """One failing call: its credential, the causes that are right, and what is wrong with the edge, if anything."""

    name: str
    causes: tuple[str, ...]
    url: str
    token: str = "UNSCOPED"
    scheme: str = "Basic"
    user: str = "conformance@example.com"
    method: str = "GET"
    fault: str = ""
    proxy: str = ""


SITE = "https://conformance-edge.atlassian.net"
JIRA = "https://api.atlassian.com/ex/jira/CLOUD_ID"
CONFLUENCE = "https://api.atlassian.com/ex/confluence/CLOUD_ID"
SCOPED, INVALID, BOT = "SCOPED-JIRA", "INVALID", "SERVICE-ACCOUNT"
WITHOUT_READ = "SCOPED-CONFLUENCE-TOKEN-WITHOUT-READ"
ADDRESS = "conformance@serviceaccount." + "atlassian.com"
KNOWN = (
    Case("scoped-site-issue", ("scoped-token-at-site",), f"{SITE}/rest/api/3/issue/SOFT-1", SCOPED),
    Case("scoped-site-myself", ("scoped-token-at-site",), f"{SITE}/rest/api/3/myself", SCOPED),
    Case("scoped-site-list", ("scoped-token-at-site",), f"{SITE}/rest/api/3/project/search", SCOPED),
    Case("invalid-site-myself", ("token-invalid",), f"{SITE}/rest/api/3/myself", INVALID),
    Case("invalid-site-issue", ("token-invalid",), f"{SITE}/rest/api/3/issue/SOFT-1", INVALID),
    Case("nothing-sent", ("token-not-sent",), f"{SITE}/rest/api/3/myself", scheme="none"),
    Case("bearer-site", ("bearer-instead-of-basic",), f"{SITE}/rest/api/3/myself", scheme="Bearer"),
    Case("wrong-email", ("wrong-email", "token-invalid"), f"{SITE}/rest/api/3/myself", user="nobody@example.com"),
    Case("email-missing", ("email-missing", "wrong-email", "token-invalid"), f"{SITE}/rest/api/3/myself", user=""),
    Case("missing-scope", ("missing-scope",), f"{JIRA}/rest/api/3/issue/SOFT-1", "SCOPED-JIRA-TOKEN-WITHOUT-READ"),
    Case("classic-for-boards", ("missing-scope",), f"{JIRA}/rest/agile/1.0/board", "SCOPED-JIRA-TOKEN-CLASSIC-ONLY"),
    Case("parts-swapped", ("wrong-path-at-gateway",), f"{JIRA}/rest/api/3/jql/search", SCOPED),
    Case("slash-at-end", ("wrong-path-at-gateway",), f"{JIRA}/rest/api/3/project/search/", SCOPED),
    Case("prefix-lost", ("gateway-prefix-lost",), "https://api.atlassian.com/rest/api/3/myself", SCOPED),
    Case("invalid-gateway", ("token-invalid",), f"{JIRA}/rest/api/3/myself", INVALID),
    Case("search-removed", ("removed-operation",), f"{SITE}/rest/api/3/search?jql=project%3DSOFT"),
    Case("scoped-wiki", ("scoped-token-at-site",), f"{SITE}/wiki/rest/api/user/current", "SCOPED-CONFLUENCE"),
    Case("invalid-wiki", ("token-invalid",), f"{SITE}/wiki/rest/api/user/current", INVALID),
    Case("invalid-wiki-v2", ("token-invalid",), f"{SITE}/wiki/api/v2/pages/98305", INVALID),
    Case("missing-scope-wiki", ("missing-scope",), f"{CONFLUENCE}/wiki/api/v2/pages/98305", WITHOUT_READ),
    Case("no-such-issue", ("wrong-key", "permission-project"), f"{SITE}/rest/api/3/issue/SOFT-4711"),
    Case("misspelt", ("client-bug", "wrong-base-url"), f"{SITE}/rest/api/3/searchjql"),
    Case("wiki-missing", ("wrong-base-url",), f"{SITE}/rest/api/space"),
    Case("unbounded", ("bad-request",), f"{SITE}/rest/api/3/search/jql?jql=order%20by%20created"),
    Case("no-content-type", ("missing-header",), f"{SITE}/rest/api/3/issue", method="POST"),
    Case("download", ("operation-not-for-tokens",), f"{SITE}/wiki/download/attachments/98305/a.png"),
    Case("service-account-site", ("service-account-at-site",), f"{SITE}/rest/api/3/issue/SOFT-1", BOT, user=ADDRESS),
)
FAULTY = (
    Case("rate-limit", ("rate-limit",), FAULT, fault="429:2"),
    Case("server-error", ("server-error",), FAULT, fault="500"),
    Case("unavailable", ("server-error",), FAULT, fault="503"),
    Case("login-page", ("sso-or-proxy-html",), FAULT, fault="html-login"),
    Case("reset", ("network",), FAULT, fault="reset"),
    Case("expired", ("token-expired", "token-invalid"), FAULT, fault="expired"),
    Case("unknown-authority", ("tls-interception",), FAULT, fault="wrong-certificate:authority"),
    Case("other-name", ("wrong-host", "tls-interception"), FAULT, fault="wrong-certificate:name"),
    Case("no-proxy-there", ("network",), FAULT, proxy="http://127.0.0.1:9"),
    Case("no-such-host", ("wrong-host", "network"), "https://nobodys.invalid/rest/api/3/myself", proxy="none"),
)


def main() -> None:
    """Make the corpus and print or write it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--python", required=True)
    parser.add_argument("--node", type=Path, required=True)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--client", action="append", choices=ALL)
    options = parser.parse_args()
    clients = options.client or ALL
    rows = [json.dumps(row) for row in pastes(options.python, options.node, clients)]
    if options.write:
        before = FILE.read_text(encoding="utf-8").splitlines()
        kept = [row for row in before if json.loads(row)["client"] not in clients]
        FILE.write_text("\n".join(kept + rows) + "\n", encoding="utf-8")
    sys.stdout.write(f"{len(rows)} pastes, {sum(map(len, rows))} characters\n")


def pastes(python: str, node: Path, clients: Collection[str]) -> Iterator[dict[str, object]]:
    """What some clients show of the chosen cases."""
    by_fault: dict[str, list[tuple[Case, str]]] = {}
    for case, name in chosen():
        if name in clients:
            by_fault.setdefault(case.fault, []).append((case, name))
    for fault, jobs in by_fault.items():
        with running(fault) as variables, ThreadPoolExecutor(2) as pool:
            shown = [pool.submit(_shown, *job, variables, python, node) for job in jobs]
            for (case, name), future in zip(jobs, shown, strict=True):
                text = future.result()
                if text and not text.startswith("{'"):  # a client that mends the call shows its answer
                    yield {"case": case.name, "client": name, "causes": case.causes, "paste": text}


def chosen() -> Iterator[tuple[Case, str]]:
    """Half of all cases and clients, each case with every other client; fewer of the one that shows most."""
    for row, case in enumerate((*KNOWN, *FAULTY)):
        for column, name in enumerate(ALL):
            if (row + column) % 2 == 0 and (name != "axios" or row % 4 == 1) and _shows(name, case):
                yield case, name


def _shows(name: str, case: Case) -> bool:
    """Whether a client shows a fault: mcp-atlassian repeats for too long, and the browser trusts every server."""
    if name == "mcp-atlassian":
        return not case.fault
    return name != "browser" or not case.fault.startswith(("reset", "wrong-certificate"))


@contextmanager
def running(fault: str) -> Iterator[Mapping[str, str]]:
    """Run an edge with a fault; gives the environment of its clients."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "edge.env"
        command = [sys.executable, "-m", "token_conformance.cli", "edge", "--env-file", str(file)]
        with subprocess.Popen([*command, *(["--fault", fault] if fault else [])], stdout=subprocess.DEVNULL) as edge:
            wait_until(file.exists)
            lines = [line for line in file.read_text().splitlines() if "=" in line and line[0] != "#"]
            pairs = (shlex.split(line)[0].partition("=") for line in lines)
            try:
                yield {**os.environ, **{name: value for name, _, value in pairs}}
            finally:
                edge.terminate()


def _shown(case: Case, client: str, variables: Mapping[str, str], python: str, node: Path) -> str:
    environment = dict(variables)
    proxies = [name for name in environment if name.lower() in {"https_proxy", "http_proxy"}]
    for name in proxies if case.proxy else ():
        environment[name] = "" if case.proxy == "none" else case.proxy
    token = f"MADE-UP-{case.token}" + ("" if "-TOKEN" in case.token else "-TOKEN")
    url = case.url.replace("CLOUD_ID", variables["EDGE_CLOUD_ID"])
    words = [client, case.method, url, case.scheme, case.user, token]
    if client == "har":
        return _har(case, url, token, variables)
    if client in CURL:
        command = _curl(client, case, url, token)
    elif client == "browser":
        command = [sys.executable, "-m", "explain_clients.browser", *words]
        environment["PYTHONPATH"] = str(CLIENTS.parent)
    elif client == "mcp-atlassian":
        command = [python, str(CLIENTS / "tool.py"), *words]
    elif client in PYTHON:
        command = [python, str(CLIENTS / "call.py"), *words]
    else:
        command = ["node", str(CLIENTS / "call.mjs"), *words]
    ended = subprocess.run(command, env=environment, cwd=node, capture_output=True, text=True, check=False, timeout=60)
    return _scrubbed(ended.stdout + ended.stderr)


def _curl(client: str, case: Case, url: str, token: str) -> Sequence[str]:
    login = {"none": [], "Basic": ["-u", f"{case.user or token}:{token if case.user else ''}"]}
    login["Bearer"] = ["-H", f"Authorization: Bearer {token}"]
    return ["curl", "-sS", *client.split()[1:], "-X", case.method, *login[case.scheme], url]


def _har(case: Case, url: str, token: str, variables: Mapping[str, str]) -> str:
    """An entry of a HAR file, as a browser writes it, among others."""
    if case.proxy or case.fault.startswith(("reset", "wrong-certificate")):
        return ""
    login = (case.user, token) if case.scheme == "Basic" else None
    headers = {"Authorization": f"Bearer {token}"} if case.scheme == "Bearer" else {}
    with httpx.Client(proxy=variables["HTTPS_PROXY"], verify=variables["SSL_CERT_FILE"]) as client:
        answer = client.request(case.method, url, auth=login, headers=headers)
    other = {"request": {"method": "GET", "url": "https://cdn.example.com/a.js"}, "response": {"status": 200}}
    entry = {
        "request": {"method": case.method, "url": url, "headers": _pairs(answer.request.headers)},
        "response": {
            "status": answer.status_code,
            "statusText": answer.reason_phrase,
            "headers": _pairs(answer.headers),
            "content": {"mimeType": answer.headers.get("content-type", ""), "text": answer.text},
        },
    }
    return _scrubbed(json.dumps({"log": {"version": "1.2", "entries": [other, entry]}}))


def _pairs(headers: httpx.Headers) -> list[dict[str, str]]:
    hidden = {"authorization", "user-agent"}
    return [{"name": name, "value": "***" if name in hidden else value} for name, value in headers.items()]


_SCRUBBED = {
    r"\S*/(?:site-packages|node_modules|python3\.\d+|helpers)/": "lib/",
    r"(?<![\w.])/(?:tmp|var|home)/[\w./-]+": "file",
    r"127\.0\.0\.1:\d+|port \d{5}|object at 0x[0-9a-f]+": "local",
    r"(?m)^\* (?!Server auth|Could not|Connection|SSL cert|OpenSSL|Failed|Recv|Empty|connect|curl).*\n": "",
    r"(?m)^(?:\{ \[|\} \[|  % Total|  +0).*\n": "",
    r"(xsrf\.token(?:=|\",\"value\":\"))[0-9a-f]+(?:_\w+)?": r"\1***",
    re.escape(ADDRESS): "***",
    re.escape(b64encode(f"{ADDRESS}:MADE-UP-{BOT}-TOKEN".encode()).decode()): "***",
}


def _scrubbed(text: str) -> str:
    """Without what is of this machine (folders, ports, addresses), of a session, and of a real domain."""
    for pattern, replacement in _SCRUBBED.items():
        text = re.sub(pattern, replacement, text)
    return text.strip()


if __name__ == "__main__":
    main()
