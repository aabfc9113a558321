"""A product of one action, on urllib alone so that it starts fast: `client.py FAULT ACTION ARGUMENT...`.

With the fault `none` it does everything right that its one action can show. `FAULTS` of the test names the others.
"""

import json
import os
import ssl
import sys
from base64 import b64encode
from collections.abc import Callable
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError
from urllib.parse import quote, urljoin, urlsplit
from urllib.request import HTTPRedirectHandler, HTTPSHandler, Request, build_opener

FAULT, ACTION, *ARGUMENTS = sys.argv[1:]
BASE, TOKEN = os.environ["URL"], os.environ["TOKEN"]
CREDENTIAL = b64encode(f"{os.environ['EMAIL']}:{TOKEN}".encode()).decode()
SENT = f"Bearer {TOKEN}" if os.environ.get("SCHEME") == "Bearer" else f"Basic {CREDENTIAL}"
REFUSED = {401, 403, 404}


class Refusing(HTTPRedirectHandler):
    """Follows no redirect, so that each is an error."""

    def redirect_request(self, *_: Any) -> None:
        """Refuse it."""


class Resending(HTTPRedirectHandler):
    """Sends the same request, with its credential, to wherever a redirect names, or to plain http alone."""

    def redirect_request(self, request: Request, *details: Any) -> Request | None:
        """The same request at the target."""
        target = urljoin(request.full_url, details[-1])
        if FAULT == "downgraded" and urlsplit(target).scheme == "https":
            return None
        return Request(target, request.data, dict(request.headers), method=request.get_method())  # noqa: S310  # a certified URL

    http_error_307 = http_error_308 = HTTPRedirectHandler.http_error_302


HANDLERS: dict[str, type[HTTPRedirectHandler]] = {
    "followed": HTTPRedirectHandler,
    "resent": Resending,
    "downgraded": Resending,
}
TLS = ssl.create_default_context()
if FAULT == "trusting":
    TLS.check_hostname, TLS.verify_mode = False, ssl.CERT_NONE
if FAULT == "any-name":
    TLS.check_hostname = False
OPENER = build_opener(HANDLERS.get(FAULT, Refusing), HTTPSHandler(context=TLS))


def say(*words: str) -> None:
    """Print words."""
    sys.stdout.write(f"{' '.join(words)}\n")


def send(method: str, url: str, body: object = None) -> Any:
    """Send one request; raises HTTPError."""
    if FAULT == "in-url":
        url += f"{'&' if '?' in url else '?'}api_token={quote(TOKEN, safe='')}"
    headers = {"Authorization": SENT, "Content-Type": "application/json"}
    data = None if body is None else json.dumps(body).encode()
    with OPENER.open(Request(url, data, headers, method=method), timeout=10) as answer:  # noqa: S310  # as above
        return json.load(answer)


def ask(method: str, path: str, body: object = None) -> Any:
    """The answer to a call; some variants try again, or at the site."""
    try:
        return send(method, BASE + path, body)
    except HTTPError as error:
        if FAULT == "insistent" and error.code >= 500:
            return send(method, BASE + path, body)
        if FAULT == "site-too" and error.code == 401:
            return send(method, os.environ["SITE"] + path, body)
        raise


def create_issue(project: str, title: str) -> None:
    """Create an issue, and show its key."""
    summary = "New issue" if FAULT == "untitled" else title
    fields = {"project": {"key": project}, "issuetype": {"name": "Task"}, "summary": summary}
    for _ in range(2 if FAULT == "twice" else 1):
        key = ask("POST", "/rest/api/3/issue", {"fields": fields})["key"]
    say("Created", f"{project}-1" if FAULT == "other-key" else key)


def get_issue(key: str) -> None:
    """Show an issue; one variant needs a call that the local model does not know."""
    if FAULT in {"unserved", "insistent"}:
        ask("GET", "/rest/api/3/classification-levels")
    issue = ask("GET", f"/rest/api/3/issue/{key}")
    say(issue["key"], issue["fields"]["summary"])


def list_projects() -> None:
    """List all projects, for a token whose owner is known."""
    if FAULT != "credulous":
        ask("GET", "/rest/api/3/myself")
    start, is_last = 0, False
    while not is_last:
        page = ask("GET", f"/rest/api/3/project/search?startAt={start}")
        say(*(project["key"] for project in page["values"]))
        start, is_last = start + len(page["values"]), page["isLast"]


def status_of(error: Exception) -> int:
    """The status of an answer; 0 if there was none."""
    return error.code if isinstance(error, HTTPError) else 0


CLAIMED: dict[str, Callable[[int], bool]] = {
    "hopeful": lambda _: True,
    "absent": lambda status: status == 404,
    "forbidden": lambda status: status == 403,
    "optimistic": lambda status: status >= 500,
    "unencrypted": lambda status: status == 0,
    "redirected": lambda status: 300 <= status < 400,
    "limited": lambda status: status == 429,
}
"""The failures that variants report as a success, by their status."""


def report(error: Exception) -> None:
    """Report a failure."""
    status = status_of(error)
    if FAULT in CLAIMED and CLAIMED[FAULT](status):
        say("Done.")
        return
    if FAULT == "talkative":
        sys.stderr.write(f"The request had Authorization: {SENT}\n")
    said = "The token was not accepted" if status in REFUSED else "The request failed"
    sys.exit("Failed." if FAULT == "curt" else f"{said}: {error}")


ACTIONS: dict[str, Callable[..., None]] = {
    "create-issue": create_issue,
    "get-issue": get_issue,
    "list-projects": list_projects,
}
try:
    ACTIONS[ACTION](*ARGUMENTS)
except (OSError, HTTPException, ValueError, LookupError) as problem:
    report(problem)
