"""P3, P4 and L3: links for people, URLs of attachments, and redirects to the site."""

import re
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from token_conformance.certify.requirements.address import carries_token, is_at_site, shown, site_host
from token_conformance.certify.requirements.requirement import Observations, Requirement, failing, passing, violating
from token_conformance.certify.requirements.result import Check, Level
from token_conformance.certify.requirements.trace import Trace, traces
from token_conformance.certify.subject.subject import Action
from token_conformance.model.url import GATEWAY_HOST

_URL = re.compile(r"https?://[^\s\"'<>()\[\]]+")
_FOR_PEOPLE = re.compile(r"/browse/[A-Z]|/wiki/spaces/|/pages/viewpage")
"""The paths of pages for people."""

_CONTENT = re.compile(r"attachment|/download/|/secure/")
_REDIRECTS = range(300, 400)


def _links(observations: Observations) -> Iterator[Check]:
    """Every action may show a link for people, such as that of a new issue; others show URLs of the API as well."""
    for trace in traces(observations.get("scoped-gateway")):
        urls = _URL.findall(trace.run.stdout)
        is_link = trace.run.action == Action.SHOW_LINK
        yield from _shown_link(trace, urls if is_link else list(filter(_FOR_PEOPLE.search, urls)))


def _shown_link(trace: Trace, urls: Sequence[str]) -> Iterator[Check]:
    hosts = {url: _host(url) for url in urls}
    if wrong := next((url for url, host in hosts.items() if host == GATEWAY_HOST), None):
        yield violating(trace, f"showed {wrong}, which no browser can open")
    elif site_host(trace.observation) in hosts.values():
        yield passing(trace)


def _host(url: str) -> str | None:
    try:
        return urlsplit(url).hostname
    except ValueError:  # a host with characters that no host name has
        return None


def _attachments(observations: Observations) -> Iterator[Check]:
    for trace in traces(observations.get("attachment-at-site")):
        fetched = next((call for call in trace.at_site if _CONTENT.search(call.path)), None)
        if fetched:
            yield violating(trace, f"took the scoped token to the site: {shown(fetched, trace.observation)}", fetched)
        elif _is_answered(trace):
            yield passing(trace)


def _is_answered(trace: Trace) -> bool:
    """Whether the run got the attachment's URL, or the attachment itself in another way."""
    return any(carries_token(call) and call.status in range(200, 400) for call in trace.calls)


def _redirects(observations: Observations) -> Iterator[Check]:
    for trace in traces(observations.get("redirect-to-site")):
        if any(call.status in _REDIRECTS for call in trace.at_gateway):
            false = trace.is_false_success
            yield failing(trace, _false_success(trace), *trace.calls) if false else passing(trace)


def _false_success(trace: Trace) -> str:
    followed = any(is_at_site(call, trace.observation) for call in trace.calls)
    what = "followed a redirect to the site" if followed else "took a redirect for a result"
    return f"{what} and ended as a success, with nothing to show{trace.last_call}"


P3 = Requirement(
    id="P3",
    name="links to the site",
    level=Level.PLUS,
    title="Links that are shown to people point to the site.",
    scenarios=("scoped-gateway",),
    checks=_links,
    passed="The link that was shown is one of the site.",
    remedy="Build links for people from the site's URL, which `serverInfo` or `_links.base` names, not from the API's.",
    unobserved="No link was shown.",
    actions=frozenset({str(Action.SHOW_LINK)}),
    lacking="it shows no link",
)

P4 = Requirement(
    id="P4",
    name="attachments at the gateway",
    level=Level.PLUS,
    title="An attachment's URL on the site's host is moved to the gateway or refused.",
    scenarios=("attachment-at-site",),
    checks=_attachments,
    passed="No attachment was fetched from the site with the scoped token.",
    remedy="Fetch attachments by their id at the gateway, whatever host their content URL names.",
    unobserved="No attachment was found.",
    after="T2",
    actions=frozenset({str(Action.GET_ATTACHMENT)}),
    lacking="it fetches no attachment",
)

L3 = Requirement(
    id="L3",
    name="redirect to the site refused",
    level=Level.PLUS,
    title="A redirect from the gateway to the site is not followed into an empty success.",
    scenarios=("redirect-to-site",),
    checks=_redirects,
    passed="A redirect to the site did not end as a success.",
    remedy="Do not follow redirects that leave the gateway.",
    unobserved="No call was redirected.",
    after="T2",
)
