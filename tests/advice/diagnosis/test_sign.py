"""What one reply says: a header counts more than words, and they more than a status."""

import json

import pytest

from token_conformance.advice.diagnosis.probe import Probe, Seen
from token_conformance.advice.diagnosis.sign import Sign, sign_of
from token_conformance.exchange.one_get import Failure, NoAnswer
from token_conformance.model.answer import LOCAL_MODEL, Answer

GATEWAY = {"code": 401, "message": "Unauthorized"}
PAGE = "<!doctype html><html><body>some page</body></html>"
EDGE = {"server": "AtlassianEdge"}
ACCOUNT = {"accountId": "x"}

CASES: list[tuple[Probe, int, dict[str, str], object, Sign]] = [
    (Probe.TENANT_INFO, 200, {}, {"cloudId": "00000000-c10d-4000-8000-000000000001"}, Sign.OK),
    (Probe.TENANT_INFO, 200, {}, {"cloudId": "a name"}, Sign.UNEXPECTED),
    (Probe.TENANT_INFO, 200, {}, "no JSON", Sign.UNEXPECTED),
    (Probe.TENANT_INFO, 200, {}, PAGE, Sign.WEB_PAGE),
    (Probe.TENANT_INFO, 404, {}, PAGE, Sign.NOT_FOUND),
    (Probe.SERVER_INFO, 200, {}, {"deploymentType": "Cloud"}, Sign.OK),
    (Probe.SERVER_INFO, 200, {}, [], Sign.UNEXPECTED),
    (Probe.SERVER_INFO, 401, {}, PAGE, Sign.WEB_PAGE),
    (
        Probe.SERVER_INFO,
        403,
        {},
        "The IP address has been rejected because it is not on the allowlist",
        Sign.IP_REJECTED,
    ),
    (Probe.SERVER_INFO, 302, {"location": "/login"}, "", Sign.REDIRECT),
    (Probe.SERVER_INFO, 503, {}, "", Sign.PROXY_ERROR),
    (Probe.SERVER_INFO, 503, EDGE, "", Sign.SERVER_ERROR),
    (Probe.SERVER_INFO, 502, {"atl-traceid": "x"}, "", Sign.SERVER_ERROR),
    (Probe.SERVER_INFO, 500, {}, "", Sign.SERVER_ERROR),
    (Probe.SERVER_INFO, 501, LOCAL_MODEL, "it does not know", Sign.MODEL),
    (Probe.SERVER_INFO, 407, {}, "", Sign.PROXY_LOGIN),
    (Probe.SERVER_INFO, 511, {}, PAGE, Sign.NETWORK_LOGIN),
    (Probe.JIRA_GATEWAY, 200, {}, ACCOUNT, Sign.OK),
    (Probe.JIRA_GATEWAY, 401, {}, GATEWAY | {"message": "Unauthorized; scope does not match"}, Sign.SCOPE),
    (Probe.JIRA_GATEWAY, 401, {"x-failure-category": "FAILURE_CLIENT_SCOPE_CHECK"}, GATEWAY, Sign.SCOPE),
    (Probe.JIRA_GATEWAY, 401, {"x-failure-category": "FAILURE_CLIENT_AUTH"}, GATEWAY, Sign.LOGIN_REFUSED),
    (Probe.JIRA_GATEWAY, 401, {"x-failure-category": "FAILURE_CLIENT_AUTH_MISMATCH"}, GATEWAY, Sign.PAIR_REFUSED),
    (Probe.JIRA_GATEWAY, 401, {}, GATEWAY, Sign.LOGIN_REFUSED),
    (Probe.JIRA_GATEWAY, 403, {}, {}, Sign.FORBIDDEN),
    (Probe.JIRA_GATEWAY, 404, {}, {}, Sign.NOT_FOUND),
    (Probe.JIRA_GATEWAY, 429, {"x-failure-category": "FAILURE_CLIENT_AUTH"}, {}, Sign.RATE_LIMIT),
    (Probe.CONFLUENCE_GATEWAY, 200, {}, {"results": []}, Sign.OK),
    (Probe.CONFLUENCE_SEARCH, 200, {}, {"results": []}, Sign.OK),
    (Probe.JIRA_WORK, 200, {}, {"values": []}, Sign.OK),
    (Probe.JIRA_SITE, 200, {"x-aaccountid": "x"}, ACCOUNT, Sign.OK),
    (Probe.JIRA_SITE, 200, {"x-seraph-loginreason": "AUTHENTICATED_FAILED"}, ACCOUNT, Sign.STRANGER),
    (Probe.JIRA_SITE, 401, {"x-seraph-loginreason": "AUTHENTICATED_FAILED"}, "", Sign.STRANGER),
    (Probe.JIRA_SITE, 401, {"x-seraph-loginreason": "AUTHENTICATION_DENIED"}, "", Sign.CAPTCHA),
    (Probe.JIRA_SITE, 403, {"x-authentication-denied-reason": "CAPTCHA_CHALLENGE"}, "", Sign.CAPTCHA),
    (Probe.JIRA_SITE, 401, {}, "Client must be authenticated to access this resource.", Sign.NOTHING_ARRIVED),
    (Probe.JIRA_SITE, 401, {}, "Basic authentication with passwords is deprecated.", Sign.PASSWORD),
    (Probe.JIRA_SITE, 403, {}, {"error": "Failed to parse Connect Session Auth Token"}, Sign.BEARER_REFUSED),
    (Probe.CONFLUENCE_SITE, 401, {}, PAGE, Sign.SCOPED_PAGE),
    (Probe.CONFLUENCE_SITE, 401, {"www-authenticate": 'OAuth realm="x%2Fwiki"'}, PAGE, Sign.UNREADABLE),
    (
        Probe.CONFLUENCE_SITE,
        403,
        {},
        {"message": "Request rejected because caller cannot access Confluence"},
        Sign.NO_PRODUCT,
    ),
    (Probe.CONFLUENCE_SITE, 403, {}, "Current user not permitted to use Confluence", Sign.NO_PRODUCT),
    (Probe.CALL, 200, {}, PAGE, Sign.OK),
    (Probe.CALL, 400, {}, {}, Sign.UNEXPECTED),
]


@pytest.mark.parametrize(("probe", "status", "headers", "body", "sign"), CASES)
def test_what_an_answer_says(probe: Probe, status: int, headers: dict[str, str], body: object, sign: Sign) -> None:
    """Each answer of `confusion` has one meaning."""
    content = body if isinstance(body, str) else json.dumps(body)
    assert sign is sign_of(
        Seen(probe, "https://mysite.atlassian.net/", "", Answer("", status, headers, content.encode()))
    )


def test_no_answer_is_a_sign_of_its_own() -> None:
    """Whatever the reason."""
    for failure in Failure:
        assert Sign.NO_ANSWER is sign_of(Seen(Probe.TENANT_INFO, "", "", NoAnswer("", failure, "")))


def test_every_sign_is_tried() -> None:
    """No sign is without a case."""
    assert set(Sign) == {case[-1] for case in CASES} | {Sign.NO_ANSWER}
