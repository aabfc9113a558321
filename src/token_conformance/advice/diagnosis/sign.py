"""What one reply says: a header counts more than the words of a body, and they more than a status."""

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from token_conformance.advice.diagnosis.probe import Probe, Seen
from token_conformance.exchange.one_get import NoAnswer
from token_conformance.live.cloud_id import cloud_id_in
from token_conformance.model.answer import Answer, NotJsonError


class Sign(StrEnum):
    """What a reply says; the names are those of the JSON format."""

    OK = "ok"
    SCOPE = "scope-mismatch"
    LOGIN_REFUSED = "login-refused"
    PAIR_REFUSED = "email-and-token-refused"
    STRANGER = "read-as-a-stranger"
    NOTHING_ARRIVED = "no-login-arrived"
    SCOPED_PAGE = "page-for-tokens-with-scopes"
    NO_PRODUCT = "no-access-to-confluence"
    UNREADABLE = "header-not-readable"
    BEARER_REFUSED = "bearer-refused"
    PASSWORD = "passwords-refused"  # noqa: S105  # the name of a sign
    CAPTCHA = "captcha"
    IP_REJECTED = "ip-rejected"
    RATE_LIMIT = "rate-limit"
    SERVER_ERROR = "server-error"
    PROXY_ERROR = "error-on-the-way"
    PROXY_LOGIN = "proxy-wants-login"
    NETWORK_LOGIN = "network-wants-login"
    REDIRECT = "redirect"
    WEB_PAGE = "web-page"
    NOT_FOUND = "not-found"
    FORBIDDEN = "forbidden"
    UNEXPECTED = "unexpected"
    NO_ANSWER = "no-answer"
    MODEL = "unknown-to-local-model"


_HEADERS = (
    ("x-authentication-denied-reason", "", Sign.CAPTCHA),
    ("x-seraph-loginreason", "AUTHENTICATION_DENIED", Sign.CAPTCHA),
    ("x-failure-category", "FAILURE_CLIENT_SCOPE_CHECK", Sign.SCOPE),
    ("x-failure-category", "FAILURE_CLIENT_AUTH_MISMATCH", Sign.PAIR_REFUSED),
    ("x-failure-category", "FAILURE_CLIENT_AUTH", Sign.LOGIN_REFUSED),
    ("x-seraph-loginreason", "AUTHENTICATED_FAILED", Sign.STRANGER),
)
"""Header, a part of its value, and what it says; the first that is there counts."""

_WORDS = (
    (r"scope does not match", Sign.SCOPE),
    (r"IP address has been rejected", Sign.IP_REJECTED),
    (r"Connect Session", Sign.BEARER_REFUSED),
    (r"with passwords? is deprecated", Sign.PASSWORD),
    (r"cannot access Confluence|not permitted to use Confluence", Sign.NO_PRODUCT),
)
"""Words of the body of a refusal, and what they say."""

_STATUSES = {429: Sign.RATE_LIMIT, 407: Sign.PROXY_LOGIN, 511: Sign.NETWORK_LOGIN}
"""Statuses that say the same wherever they come from; 511 is that of networks with a login page (RFC 6585)."""

_ON_THE_WAY = {502, 503, 504}
_EDGES = ("atlassianedge", "globaledge")
_PAGE = re.compile(r"\s*<(?:!doctype html|html|head)", re.IGNORECASE)

_EXPECTED: Mapping[Probe, str] = {
    Probe.SERVER_INFO: "deploymentType",
    Probe.JIRA_GATEWAY: "accountId",
    Probe.JIRA_SITE: "accountId",
    Probe.CONFLUENCE_SITE: "accountId",
    Probe.CONFLUENCE_GATEWAY: "results",
    Probe.CONFLUENCE_SEARCH: "results",
    Probe.JIRA_WORK: "values",
}
"""The member that a successful answer has."""


def sign_of(seen: Seen) -> Sign:
    """What a reply says."""
    reply = seen.reply
    if isinstance(reply, NoAnswer):
        return Sign.NO_ANSWER
    if reply.is_unknown_to_model:
        return Sign.MODEL
    found = _STATUSES.get(reply.status) or _of_headers(reply) or _of_words(reply)
    return found or _of_status(seen, reply)


def json_of(seen: Seen | None) -> Mapping[str, Any]:
    """The members of an answer that is an object of JSON; none of any other reply."""
    if seen is None or isinstance(seen.reply, NoAnswer):
        return {}
    try:
        found = seen.reply.json()
    except NotJsonError:
        return {}
    return found if isinstance(found, dict) else {}


def cloud_id_of(seen: Seen | None) -> str:
    """The cloud id in an answer; empty if it has none."""
    return "" if seen is None or isinstance(seen.reply, NoAnswer) else cloud_id_in(seen.reply)


def is_page(reply: Answer) -> bool:
    """Whether an answer is a web page."""
    return "text/html" in reply.headers.get("content-type", "").lower() or _PAGE.match(reply.text) is not None


def is_of_atlassian(reply: Answer) -> bool:
    """Whether an answer says that it is from Atlassian."""
    return reply.headers.get("server", "").lower().startswith(_EDGES) or "atl-traceid" in reply.headers


def _of_headers(reply: Answer) -> Sign | None:
    if reply.is_success:  # a stranger's answer may be a success
        return Sign.STRANGER if "AUTHENTICATED_FAILED" in reply.headers.get("x-seraph-loginreason", "") else None
    return next((sign for name, part, sign in _HEADERS if name in reply.headers and part in reply.headers[name]), None)


def _of_words(reply: Answer) -> Sign | None:
    if reply.is_success:
        return None
    return next((sign for words, sign in _WORDS if re.search(words, reply.text)), None)


def _of_status(seen: Seen, reply: Answer) -> Sign:
    if reply.is_success:
        return _of_success(seen, reply)
    if reply.status in range(300, 400):
        return Sign.REDIRECT
    if reply.status in range(500, 600):
        return Sign.PROXY_ERROR if reply.status in _ON_THE_WAY and not is_of_atlassian(reply) else Sign.SERVER_ERROR
    if reply.status in {404, 410}:
        return Sign.NOT_FOUND
    return _of_refusal(seen, reply)


def _of_success(seen: Seen, reply: Answer) -> Sign:
    if is_page(reply) and seen.probe is not Probe.CALL:
        return Sign.WEB_PAGE
    if seen.probe is Probe.TENANT_INFO:
        return Sign.OK if cloud_id_of(seen) else Sign.UNEXPECTED
    member = _EXPECTED.get(seen.probe)
    return Sign.OK if member is None or member in json_of(seen) else Sign.UNEXPECTED


def _of_refusal(seen: Seen, reply: Answer) -> Sign:
    if seen.probe is Probe.CONFLUENCE_SITE and reply.status == 401 and is_page(reply):  # noqa: PLR2004  # a status
        return Sign.UNREADABLE if "www-authenticate" in reply.headers else Sign.SCOPED_PAGE
    if is_page(reply) and not is_of_atlassian(reply):
        return Sign.WEB_PAGE
    if reply.status == 401:  # noqa: PLR2004  # for the same reason
        return Sign.NOTHING_ARRIVED if seen.probe is Probe.JIRA_SITE else Sign.LOGIN_REFUSED
    return Sign.FORBIDDEN if reply.status == 403 else Sign.UNEXPECTED  # noqa: PLR2004  # for the same reason
