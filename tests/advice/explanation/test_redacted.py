"""Nothing of a paste that is secret, or names somebody, is shown again."""

from base64 import b64encode

import pytest

from token_conformance.advice import explain
from token_conformance.advice.explanation.document import document
from token_conformance.advice.explanation.redacted import redacted
from token_conformance.advice.explanation.text import text

TOKEN = "ATATT3x" + "FfGF0" + "q7Rw2Lk9" * 20 + "=0A1B2C3D"
PASSWORD = "hunter2" + "-swordfish"
EMAIL = "ada.byron@" + "engines.co.uk"
SITE = "analytical-" + "engines"
BASIC = b64encode(f"{EMAIL}:{TOKEN}".encode()).decode()
SERVER = "jira.engines" + ".co.uk"
PASTES = {
    "trace": f"> GET /rest/api/3/myself HTTP/2\n> Host: {SITE}.atlassian.net\n> authorization: Basic {BASIC}\n>\n"
    f"< HTTP/2 401\n< set-cookie: atlassian.xsrf.token={TOKEN}; Path=/\n< x-seraph-loginreason: AUTHENTICATED_FAILED\n",
    "line": f"curl -u {EMAIL}:{TOKEN} https://{SITE}.atlassian.net/rest/api/3/issue/ABC-1\n404 Not Found",
    "password": f"curl -u '{EMAIL}:{PASSWORD}' https://{SERVER}/rest/api/2/myself\n403",
    "dictionary": f"headers = {{'Authorization': 'Bearer {TOKEN}', 'Cookie': 'tenant.session.token={TOKEN}'}} -> 403",
    "url": f"requests.get('https://{EMAIL.replace('@', '%40')}:{PASSWORD}@{SITE}.atlassian.net/rest/api/3/myself') 401",
    "words": f"My site is {SITE}.atlassian.net, I am {EMAIL}. {SITE} answers 401 Unauthorized to {TOKEN}.",
    "realm": f'HTTP/1.1 401\nwww-authenticate: OAuth realm="https%3A%2F%2F{SITE}.atlassian.net%2Fwiki"',
    "server": f"HTTPSConnectionPool(host='{SERVER}', port=443): Max retries exceeded with url: /rest/api/2/myself "
    f"(Caused by NameResolutionError: Failed to resolve '{SERVER}')",
}
SECRETS = [TOKEN, PASSWORD, EMAIL, SITE, SERVER, BASIC, TOKEN[20:60], BASIC[8:60], EMAIL.partition("@")[2]]


@pytest.mark.parametrize("paste", PASTES.values(), ids=PASTES)
def test_no_format_shows_what_was_pasted(paste: str) -> None:
    """Neither the text nor the JSON has a secret, an address, or the name of a site or server."""
    found = explain(paste)
    shown = text(found) + document(found)
    assert [] == [secret for secret in SECRETS if secret in shown]


@pytest.mark.parametrize("paste", PASTES.values(), ids=PASTES)
def test_the_redacted_text_has_no_secret(paste: str) -> None:
    """What is read later has none either."""
    assert [] == [secret for secret in SECRETS if secret in redacted(paste)]


def test_what_names_nobody_stays() -> None:
    """Hosts of Atlassian, paths, statuses and headers are what an explanation is made of."""
    line = "GET https://api.atlassian.com/ex/jira/{cloudId}/rest/api/3/myself 401 x-failure-category: FAILURE_CLIENT"
    assert line == redacted(line)


@pytest.mark.parametrize("part", ["mysite", "12345", "acme.atlassian.net"])
def test_a_name_in_place_of_a_cloud_id_is_not_kept(part: str) -> None:
    """It is only known to be no cloud id."""
    assert "/ex/jira/NOT_A_CLOUD_ID/rest" in redacted(f"https://api.atlassian.com/ex/jira/{part}/rest/api/3/myself")
