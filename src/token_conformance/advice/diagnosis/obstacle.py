"""What is in the way before a token matters: the network, a login page, another host, or a limit."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from token_conformance.advice.diagnosis.probe import WITHOUT_LOGIN, Probe, Seen
from token_conformance.advice.diagnosis.sign import Sign, json_of, sign_of
from token_conformance.advice.diagnosis.site import Site
from token_conformance.errors import shortened
from token_conformance.exchange.one_get import Failure, NoAnswer
from token_conformance.exchange.retry import retry_after
from token_conformance.model.answer import Answer
from token_conformance.model.url import SITE_DOMAIN

_SSO = re.compile(
    r"SAMLRequest|SAMLResponse|saml|single sign-?on|\bsso\b|okta|adfs|microsoftonline|openid|oauth2?/auth"
    r"|id\.atlassian\.com|pingone|onelogin|keycloak",
    re.IGNORECASE,
)
_PORTAL = re.compile(
    r"captive|hot ?spot|wi-?fi|guest (?:network|access)|network (?:login|access)|terms of use"
    r"|\bportal\b",
    re.IGNORECASE,
)

CAUSES: Mapping[str, str] = {
    "no-network": "network",
    "name-unknown": "network",
    "unreachable": "network",
    "timeout": "network",
    "cut-off": "network",
    "proxy-unreachable": "network",
    "proxy-login": "network",
    "proxy-refused": "network",
    "error-on-the-way": "network",
    "captive-portal": "sso-or-proxy-html",
    "sso-page": "sso-or-proxy-html",
    "web-page": "sso-or-proxy-html",
    "redirected": "wrong-host",
    "private-authority": "tls-interception",
    "other-certificate": "tls-interception",
    "certificate-time": "tls-interception",
    "tls": "tls-interception",
    "ip-allowlist": "ip-allowlist",
    "captcha": "captcha",
    "rate-limit": "rate-limit",
    "server-error": "server-error",
    "renamed-site": "wrong-host",
    "custom-domain": "wrong-host",
    "no-such-site": "wrong-host",
    "unclear-site": "wrong-host",
    "not-a-site": "wrong-host",
    "data-center": "data-center-vs-cloud",
    "host-unreachable": "network",
}
"""Each obstacle with the cause of `causes.toml` that it is a case of; its sentence is in `words.toml`."""

PASSING = {"timeout", "cut-off", "error-on-the-way", "rate-limit", "server-error", "host-unreachable", "unclear-site"}
"""The obstacles that may be gone a moment later, so they say nothing about the token or the address."""

UNSURE = {"unclear-site", "not-a-site", "redirected"}
"""The obstacles whose cause is only possible, because the answer allows others."""

_FAILURES = {
    Failure.NAME_UNKNOWN: "name-unknown",
    Failure.UNREACHABLE: "unreachable",
    Failure.REFUSED: "unreachable",
    Failure.TIMEOUT: "timeout",
    Failure.CUT_OFF: "cut-off",
    Failure.NO_HTTP: "cut-off",
    Failure.TOO_LARGE: "cut-off",
    Failure.UNTRUSTED_AUTHORITY: "private-authority",
    Failure.CERTIFICATE_OF_OTHER_HOST: "other-certificate",
    Failure.CERTIFICATE_TIME: "certificate-time",
    Failure.TLS: "tls",
    Failure.PROXY_REFUSED: "proxy-refused",
}

_SIGNS = {
    Sign.CAPTCHA: "captcha",
    Sign.IP_REJECTED: "ip-allowlist",
    Sign.RATE_LIMIT: "rate-limit",
    Sign.SERVER_ERROR: "server-error",
    Sign.PROXY_ERROR: "error-on-the-way",
    Sign.PROXY_LOGIN: "proxy-login",
    Sign.NETWORK_LOGIN: "captive-portal",
}

IS_ABOUT_THE_NETWORK = {"name-unknown", "unreachable", "timeout"}
"""What may come of a wrong name or of this machine: another host tells."""


@dataclass(frozen=True)
class Obstacle:
    """What is in the way, by its name in `words.toml`, with what is filled into its sentence.

    A partial one is met by one of the requests with a login, so that others can still be sent.
    """

    id: str
    values: Mapping[str, str] = field(default_factory=dict)
    is_partial: bool = False

    @property
    def cause(self) -> str:
        """The id of the cause in `causes.toml`."""
        return CAUSES[self.id]


def obstacle_of(site: Site, seen: Sequence[Seen]) -> Obstacle | None:
    """The first thing that is in the way; None if nothing is."""
    for one in seen:
        if found := _of_reply(site, one, seen):
            return found
    return _of_site(site, seen)


def _of_reply(site: Site, one: Seen, seen: Sequence[Seen]) -> Obstacle | None:
    if one.probe in {Probe.NETWORK, Probe.CALL}:
        return None
    values = {"host": urlsplit(one.url).hostname or "", "status": _status(one)}
    sign = sign_of(one)
    if isinstance(one.reply, NoAnswer):
        values["detail"] = shortened(one.reply.detail)
        return Obstacle(_of_failure(one, one.reply, seen), values, is_partial=one.probe not in WITHOUT_LOGIN)
    if sign in _SIGNS:
        return Obstacle(_SIGNS[sign], values | {"wait": _wait(one.reply)})
    if sign is Sign.REDIRECT:
        return _of_redirect(site, one.reply, values)
    if sign is Sign.WEB_PAGE:
        return Obstacle(_page(one.reply.text), values)
    return None


def _of_failure(one: Seen, reply: NoAnswer, seen: Sequence[Seen]) -> str:
    """The obstacle of a request without an answer, by what another host answered, if one was asked."""
    if reply.failure is Failure.PROXY_REFUSED:
        return "proxy-login" if reply.proxy_status == 407 else "proxy-refused"  # noqa: PLR2004  # a status
    if reply.at_proxy:
        return "proxy-unreachable"
    found = _FAILURES[reply.failure]
    if one.probe not in WITHOUT_LOGIN:
        return "host-unreachable"
    other = next((other for other in seen if other.probe is Probe.NETWORK), None)
    is_cut_off = other is not None and isinstance(other.reply, NoAnswer)
    return "no-network" if is_cut_off and found in IS_ABOUT_THE_NETWORK else found


def _of_redirect(site: Site, reply: Answer, values: Mapping[str, str]) -> Obstacle:
    location = reply.headers.get("location", "")
    target = _host_of(location)
    values = {**values, "target": target or site.host}
    if target.endswith(f".{SITE_DOMAIN}") and target != site.host:
        return Obstacle("renamed-site" if site.is_cloud else "custom-domain", values)
    if _SSO.search(location):
        return Obstacle("sso-page", values)
    return Obstacle("captive-portal" if _PORTAL.search(location) else "redirected", values)


def _page(text: str) -> str:
    if _SSO.search(text):
        return "sso-page"
    return "captive-portal" if _PORTAL.search(text) else "web-page"


def _of_site(site: Site, seen: Sequence[Seen]) -> Obstacle | None:
    """What the two answers about the site say of its kind."""
    by_probe = {one.probe: one for one in seen}
    info, server = by_probe.get(Probe.TENANT_INFO), by_probe.get(Probe.SERVER_INFO)
    facts = json_of(server) if server and sign_of(server) is Sign.OK else {}
    values = {"host": site.host, "status": _status(info or server)}
    if facts.get("deploymentType") == "Server":
        return Obstacle("data-center", values | {"version": str(facts.get("version", ""))[:20]})
    target = _host_of(str(facts.get("baseUrl", "")))
    if target and target != site.host and target.endswith(f".{SITE_DOMAIN}"):
        return Obstacle("renamed-site" if site.is_cloud else "custom-domain", values | {"target": target})
    if not site.is_cloud and server:
        return Obstacle("not-a-site", values)
    if info and server and sign_of(info) is not Sign.OK and not facts:
        return Obstacle("no-such-site" if sign_of(info) is Sign.NOT_FOUND else "unclear-site", values)
    return None


def _status(one: Seen | None) -> str:
    if one is None or isinstance(one.reply, NoAnswer):
        return str(one.reply.proxy_status or "") if one and isinstance(one.reply, NoAnswer) else ""
    return str(one.reply.status)


def _wait(reply: Answer) -> str:
    seconds = retry_after(reply.headers)
    return "" if seconds is None else f"{seconds:.0f}"


def _host_of(location: str) -> str:
    try:
        return (urlsplit(location).hostname or "").lower()
    except ValueError:
        return ""
