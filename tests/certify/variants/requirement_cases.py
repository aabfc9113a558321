"""Runs with one wrong thing: the requirement that is violated, the scenario, and the run that shows it."""

from typing import Any

from token_conformance.certify.observation.observation import Ended

PROBE = "GET SITE/rest/api/3/myself 401"
LOOKUP = "GET SITE/_edge/tenant_info 200 anonymous"
ISSUE = "GET JIRA/rest/api/3/issue/SOFT-1"
SPACES = "GET CONF/wiki/api/v2/spaces"
META = "GET JIRA/rest/api/3/attachment/1 200"
TOKEN = "<token>"

CASES: list[tuple[str, str, list[str], dict[str, Any]]] = [
    ("T1", "unscoped-site", ["get-issue", "GET SITE/rest/api/3/issue/SOFT-1 401"], {"fails": True}),
    ("T1", "unscoped-site", ["list-projects", "GET SITE/rest/api/3/project 200"], {"says": "nothing"}),
    ("T2", "scoped-gateway", ["get-issue", f"{ISSUE} 400"], {"fails": True}),
    ("T2", "scoped-gateway", ["get-issue", "GET SITE/rest/api/3/issue/SOFT-1 404", f"{ISSUE} 200"], {}),
    ("T2", "scoped-gateway", ["get-issue", PROBE, f"{ISSUE} 200"], {}),
    ("T3", "scoped-gateway", ["get-page", "GET JIRA/wiki/api/v2/pages/1 401"], {"fails": True}),
    ("T3", "scoped-gateway", ["get-page", "GET CONF/wiki/wiki/api/v2/pages/1 401"], {"fails": True}),
    ("T3", "scoped-gateway", ["get-issue", "GET CONF/rest/api/3/issue/SOFT-1 401"], {"fails": True}),
    ("T3", "scoped-gateway", ["get-issue", "GET GATE/rest/api/3/issue/SOFT-1 404"], {"fails": True}),
    ("T3", "scoped-gateway", ["get-issue", "GET GATE/ex/jira/acme/rest/api/3/issue/SOFT-1 404"], {"fails": True}),
    ("T4", "scoped-gateway", ["get-issue", f"{ISSUE} 200 url"], {}),
    ("T4", "unscoped-site", ["get-issue", "GET SITE/rest/api/3/issue/SOFT-1 200 cookie"], {}),
    ("T4", "noisy", ["get-issue", f"{ISSUE} 200 other-header"], {}),
    ("T5", "untrusted-certificate", ["get-issue", f"{ISSUE} 200"], {}),
    ("T5", "untrusted-certificate", ["get-issue", f"{LOOKUP}"], {"fails": True}),
    ("T5", "other-name-certificate", ["get-issue", f"{ISSUE} 200"], {}),
    ("T5", "redirect-to-plain-http", ["get-issue", f"{ISSUE} 302", "GET http://SITE/x 421"], {"fails": True}),
    ("T6", "redirect-to-foreign", ["get-issue", f"{ISSUE} 302", "GET FOREIGN/x 200"], {"fails": True}),
    ("T6", "next-foreign", ["list-spaces", f"{SPACES} 200", "GET FOREIGN/x 200"], {}),
    ("T6", "attachment-foreign", ["get-attachment", META, "GET FOREIGN/x 200"], {}),
    ("T6", "scoped-gateway", ["get-issue", f"{ISSUE} 200", "POST FOREIGN/telemetry 200"], {}),
    ("T7", "invalid-site", ["list-projects", "GET SITE/rest/api/3/project 200"], {"says": "[]"}),
    ("T7", "invalid-site", ["list-projects", PROBE, "GET SITE/rest/api/3/project 200"], {"must_show": ()}),
    ("T8", "invalid-site", ["get-issue", PROBE], {"fails": True, "says": "Issue does not exist"}),
    ("T8", "invalid-site", ["get-issue", "GET SITE/rest/api/3/issue/SOFT-1 404"], {"says": "None"}),
    ("T8", "invalid-gateway", ["get-issue", f"{ISSUE} 401"], {"fails": True, "says": "Not found"}),
    ("T8", "untrusted-certificate", ["get-issue"], {"says": "done"}),
    ("T8", "other-name-certificate", ["get-issue"], {"says": "done"}),
    ("T8", "redirect-to-foreign", ["create-issue", "POST JIRA/rest/api/3/issue 307"], {"says": "created"}),
    ("T8", "redirect-to-plain-http", ["get-issue", f"{ISSUE} 302"], {"says": "done"}),
    ("T8", "attachment-at-site", ["get-attachment", META], {"says": "a page to log in"}),
    ("T8", "rate-limited-for-ever", ["get-issue", f"{ISSUE} 429"], {"says": "[]"}),
    ("T8", "create-fails", ["create-issue", "POST JIRA/rest/api/3/issue 500"], {"says": "created"}),
    ("T9", "invalid-site", ["get-issue", PROBE], {"fails": True, "says": "The token is invalid or has expired."}),
    ("T10", "lacking-gateway", ["get-issue", f"{ISSUE} 401"], {"says": "[]"}),
    ("T10", "lacking-gateway", ["get-issue", f"{ISSUE} 401"], {"says": "", "fails": True}),
    ("T10", "lacking-gateway", ["get-issue", *[f"{ISSUE} 401"] * 3], {"fails": True}),
    ("T10", "lacking-gateway", ["get-issue", f"{ISSUE} 401"], {"fails": True, "ended": Ended.TIMED_OUT}),
    (
        "T10",
        "lacking-gateway",
        ["get-issue", f"{ISSUE} 401", "GET SITE/rest/api/2/issue/SOFT-1 404"],
        {"fails": True},
    ),
    ("D1", "scoped-site", ["get-issue", "GET SITE/rest/api/3/issue/SOFT-1 404"], {"fails": True, "says": "scoped?"}),
    ("D1", "scoped-site", ["get-issue", LOOKUP, f"{ISSUE} 400"], {"fails": True, "says": "scoped?"}),
    ("D2", "scoped-site", ["get-issue", "GET SITE/_edge/tenant_info 200", f"{ISSUE} 200"], {}),
    ("D3", "scoped-site", ["get-issue", PROBE, LOOKUP, f"{ISSUE} 200", PROBE, f"{ISSUE} 200"], {}),
    (
        "D3",
        "unscoped-site",
        ["get-issue", *["GET SITE/rest/api/3/myself 200", "GET SITE/rest/api/3/issue/SOFT-1 200"] * 2],
        {},
    ),
    ("P1", "pages-relative", ["list-spaces", f"{SPACES} 200", "GET GATE/api/v2/spaces?cursor=2 404"], {"fails": True}),
    (
        "P1",
        "pages-wiki-relative",
        ["list-spaces", f"{SPACES} 200", "GET CONF/wiki/wiki/api/v2/spaces?cursor=2 401"],
        {},
    ),
    ("P1", "pages-absolute-site", ["list-spaces", f"{SPACES} 200", "GET SITE/wiki/api/v2/spaces?cursor=2 401"], {}),
    ("P1", "pages-absolute-site", ["list-spaces", f"{SPACES} 200"], {"says": "half"}),
    ("P1", "pages-absolute-site", ["list-spaces", f"{SPACES} 200"], {"says": "no such next", "fails": True}),
    ("P1", "pages-relative", ["list-spaces", f"{SPACES} 200", f"{SPACES}?cursor=2 200"], {"says": "half"}),
    ("P2", "page-two-fails", ["list-spaces", f"{SPACES} 200", f"{SPACES}?cursor=2 500"], {"says": "half"}),
    (
        "P3",
        "scoped-gateway",
        ["show-link", f"{ISSUE} 200"],
        {"says": "KEY https://api.atlassian.com/ex/jira/0/browse/SOFT-1"},
    ),
    ("P4", "attachment-at-site", ["get-attachment", META, "GET SITE/rest/api/3/attachment/content/1 404"], {}),
    ("R1", "rate-limited", ["get-issue", f"{ISSUE} 429"], {"fails": True}),
    ("R1", "rate-limited-for-ever", ["get-issue", *[f"{ISSUE} 429"] * 21], {"fails": True}),
    ("R2", "create-fails", ["create-issue", *["POST JIRA/rest/api/3/issue 500"] * 2], {"fails": True}),
    ("R2", "create-times-out", ["create-issue", *["POST JIRA/rest/api/3/issue -"] * 2], {"fails": True}),
    ("L1", "scoped-gateway", ["get-issue", f"{ISSUE} 200"], {"says": f"KEY {TOKEN}"}),
    ("L1", "invalid-site", ["get-issue", PROBE], {"fails": True, "says": "scoped? <base64 of the credential>"}),
    ("L2", "noisy", ["get-issue", f"{ISSUE} 200"], {"says": "KEY <URL-encoded token>"}),
    ("L3", "redirect-to-site", ["list-projects", "GET JIRA/rest/api/3/project 302"], {"says": "[]"}),
]
