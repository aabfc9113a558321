"""Values that only look like a leak are not found, because a scan with false alarms is switched off."""

from base64 import b64encode
from hashlib import sha1, sha256
from pathlib import Path

import pytest

from token_conformance.model.tenant import SEEDED
from token_conformance.redaction.leaks.scan import scan_text

LOOKALIKES = {
    "sha256 of a wheel": f"--hash=sha256:{sha256(b'wheel').hexdigest()}",
    "commit": f"commit {sha1(b'commit', usedforsecurity=False).hexdigest()}",
    "digest in base64": f"integrity: sha512-{b64encode(sha256(b'package').digest()).decode()}",
    "cloud id of the reference table": f"https://api.atlassian.com/ex/jira/{SEEDED.cloud_id}/rest/api/3/issue",
    "account of the reference table": f"x-aaccountid: {SEEDED.account_id.replace(':', '%3A')}",
    "site of the edge": f"https://{SEEDED.site}.atlassian.net/wiki/api/v2/pages",
    "site of the edge in a realm": f'OAuth realm="https%3A%2F%2F{SEEDED.site}.atlassian.net"',
    "placeholder of a site": "https://SITE.atlassian.net/rest and https://your-domain.atlassian.net",
    "template of a site": 'f"https://{tenant.site}.atlassian.net"',
    "ticket of Atlassian's": "[CLOUD-12617](https://jira.atlassian.com/browse/CLOUD-12617)",
    "address for examples": "conformance@example.com, x@mail.example.org, y@host.invalid",
    "address for examples in a query": "/rest/api/2/user/search?query=conformance%40example.com",
    "user of SSH remotes": f"git clone git{'@'}github.com:python/typing.git",
    "action with a version": "uses: actions/checkout@v4.2.x",
    "package with a version": "npm install confluence.js@2.1.0-beta.rc",
    "picture for dense screens": "![logo](logo@2x.png)",
    "decorator": "@pytest.mark.parametrize",
    "package versions": "pytest==9.2.0 pytest-recording==0.14.1 types-tabulate==0.10.0.20261006",
    "operation id": "com.atlassian.jira.rest.v2.issue.IssueResource.getIssue_get IssueLinkResource.linkIssues_post",
    "scopes": "read:issue-details:jira read:board-scope:jira-software manage:servicedesk-customer",
    "harmless text as base64": b64encode(b"The quick brown fox jumps over the lazy dog: twice.").decode(),
    "harmless bytes as base64": b64encode(bytes(range(256))).decode(),
    "cursor of a page": b64encode(b'{"id":"98305","limit":25}').decode(),
    "stand-in of a cassette": '"authorization": ["<scoped jira token>"]',
    "made-up token": "MADE-UP-SCOPED-JIRA-TOKEN",
    "made-up token with its address": b64encode(b"conformance@example.com:MADE-UP-UNSCOPED-TOKEN").decode(),
    "setting without a value": "export TOKEN_CONFORMANCE_UNSCOPED_TOKEN=",
    "setting of a made-up token": "TOKEN_CONFORMANCE_UNSCOPED_TOKEN=MADE-UP-UNSCOPED-TOKEN",
    "prose on tokens": "Both kinds start with ATATT3xFfGF0; a Bearer credential or Basic credential is refused.",
    "call that makes a token": "api_token = wallet.authorization(credential, endpoint.product)",
    "URL with a port": "http://127.0.0.1:8080/rest?user=conformance@example.com",
    "template of a password": "https://{user}:{token}@host and ${URL}",
    "placeholder of a password": "https://user:password@proxy.example and https://u:p@x.example",
    "public key": "-----BEGIN CERTIFICATE-----",
    "name of a cookie": "`cloud.session.token=` and `JSESSIONID=x`",
    "trace id": "atl-traceid: 4bf92f3577b34da6a3ce929d0e0e4736",
    "time and number": "2026-11-24T04:01:00.000+0000 10001 98305 000000000000000000000000",
}


@pytest.mark.parametrize("text", LOOKALIKES.values(), ids=LOOKALIKES)
def test_a_lookalike_is_not_found(text: str) -> None:
    """There is no finding in it."""
    assert [] == scan_text(text, Path("harmless"))
