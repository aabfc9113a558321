"""Which request comes next: those without a login first, and at most one login that a host may count as failed."""

from collections.abc import Collection, Mapping, Sequence

from token_conformance.advice.diagnosis.obstacle import IS_ABOUT_THE_NETWORK, obstacle_of
from token_conformance.advice.diagnosis.probe import Probe, Seen
from token_conformance.advice.diagnosis.shape import Shape
from token_conformance.advice.diagnosis.sign import Sign, cloud_id_of, sign_of
from token_conformance.advice.diagnosis.site import Site

ELSEWHERE = {"bitbucket-app-password", "bitbucket-access-token", "org-api-key", "org-api-key-scoped", "connect-jwt"}
"""The kinds that no place of a site takes, so nothing is sent with them."""

FAILED_LOGINS = {
    Sign.LOGIN_REFUSED,
    Sign.PAIR_REFUSED,
    Sign.STRANGER,
    Sign.NOTHING_ARRIVED,
    Sign.NO_PRODUCT,
    Sign.PASSWORD,
    Sign.CAPTCHA,
    Sign.SCOPED_PAGE,
    Sign.UNREADABLE,
    Sign.BEARER_REFUSED,
}
"""The signs of a login that the host may count as a failed one."""


def next_probe(site: Site, shape: Shape, seen: Sequence[Seen]) -> Probe | None:
    """The next request; None if what was seen is enough, or if something is in the way."""
    signs = {one.probe: sign_of(one) for one in seen}
    obstacle = obstacle_of(site, seen)
    if obstacle and not obstacle.is_partial:
        return Probe.NETWORK if obstacle.id in IS_ABOUT_THE_NETWORK and len(seen) == 1 else None
    for probe in (Probe.TENANT_INFO, Probe.SERVER_INFO) if site.is_cloud else (Probe.SERVER_INFO,):
        if probe not in signs:
            return probe
    if is_for_elsewhere(shape):
        return None
    has_cloud_id = any(map(cloud_id_of, seen))
    at_gateway = _at_gateway(signs) if has_cloud_id else None
    return at_gateway or _at_site(shape, signs)


def is_for_elsewhere(shape: Shape) -> bool:
    """Whether the shape of a token shows that it is for another place than a site, and nothing else."""
    return bool(shape.kinds) and set(shape.kinds) <= ELSEWHERE


def _at_gateway(signs: Mapping[Probe, Sign]) -> Probe | None:
    if Probe.JIRA_GATEWAY not in signs:
        return Probe.JIRA_GATEWAY
    first = signs[Probe.JIRA_GATEWAY]
    if first in FAILED_LOGINS or first is Sign.NO_ANSWER:
        return None
    if Probe.CONFLUENCE_GATEWAY not in signs:
        return Probe.CONFLUENCE_GATEWAY
    if {first, signs[Probe.CONFLUENCE_GATEWAY]} == {Sign.SCOPE}:  # it is good, and its app is not known yet
        return next((probe for probe in (Probe.JIRA_WORK, Probe.CONFLUENCE_SEARCH) if _is_open(probe, signs)), None)
    return None


def _is_open(probe: Probe, signs: Mapping[Probe, Sign]) -> bool:
    """Whether a second look for the app is needed: none was successful."""
    return probe not in signs and signs.get(Probe.JIRA_WORK) is not Sign.OK


def _at_site(shape: Shape, signs: Mapping[Probe, Sign]) -> Probe | None:
    """The one request with a login at the site, if the kind is still open; Jira's, unless the site has no Jira."""
    if shape.scheme == "Bearer" or {Probe.JIRA_SITE, Probe.CONFLUENCE_SITE} & signs.keys():
        return None
    at_gateway = [signs[probe] for probe in (Probe.JIRA_GATEWAY, Probe.CONFLUENCE_GATEWAY) if probe in signs]
    if at_gateway == [Sign.SCOPE, Sign.SCOPE] or Sign.PAIR_REFUSED in at_gateway:
        return None
    return Probe.CONFLUENCE_SITE if signs.get(Probe.SERVER_INFO) is Sign.NOT_FOUND else Probe.JIRA_SITE


def failed_hosts(seen: Collection[Seen]) -> list[str]:
    """The hosts at which a login failed, one for each time."""
    return [one.url.split("/")[2] for one in seen if one.scheme and sign_of(one) in FAILED_LOGINS]
