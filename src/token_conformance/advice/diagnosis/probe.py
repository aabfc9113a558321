"""The harmless requests of a diagnosis, and what came back of one."""

from dataclasses import dataclass
from enum import StrEnum

from token_conformance.advice.diagnosis.site import Site
from token_conformance.exchange.one_get import Reply
from token_conformance.model.url import GATEWAY_HOST, TENANT_INFO_PATH, gateway_url

MOST = 8
"""The most requests of one diagnosis."""


class Probe(StrEnum):
    """The requests, in the order in which they are sent; all of them are GETs that change nothing."""

    TENANT_INFO = "tenant-info"
    NETWORK = "network"
    SERVER_INFO = "server-info"
    JIRA_GATEWAY = "jira-at-gateway"
    CONFLUENCE_GATEWAY = "confluence-at-gateway"
    JIRA_WORK = "jira-work-at-gateway"
    CONFLUENCE_SEARCH = "confluence-search-at-gateway"
    JIRA_SITE = "jira-at-site"
    CONFLUENCE_SITE = "confluence-at-site"
    CALL = "call"


WITHOUT_LOGIN = {Probe.TENANT_INFO, Probe.NETWORK, Probe.SERVER_INFO}
"""The requests that carry no credential, so they cannot count as a failed login."""

AT_GATEWAY = {
    Probe.JIRA_GATEWAY: ("jira", "/rest/api/3/myself"),
    Probe.CONFLUENCE_GATEWAY: ("confluence", "/wiki/api/v2/spaces?limit=1"),
    Probe.JIRA_WORK: ("jira", "/rest/api/3/project/search?maxResults=1"),
    Probe.CONFLUENCE_SEARCH: ("confluence", "/wiki/rest/api/search?cql=type%3Dpage&limit=1"),
}
"""The requests at the gateway: the app and the path."""

AT_SITE = {
    Probe.TENANT_INFO: TENANT_INFO_PATH,
    Probe.SERVER_INFO: "/rest/api/2/serverInfo",
    Probe.JIRA_SITE: "/rest/api/3/myself",
    Probe.CONFLUENCE_SITE: "/wiki/rest/api/user/current",
}
"""The paths of the requests at the site."""

NETWORK_URL = f"https://{GATEWAY_HOST}/"
"""What is asked to find out whether this machine reaches Atlassian at all; every answer says yes."""


def url_of(probe: Probe, site: Site, cloud_id: str) -> str:
    """The URL of a request; those at the gateway need the cloud id."""
    if probe is Probe.NETWORK:
        return NETWORK_URL
    if probe in AT_SITE:
        return f"{site.url}{AT_SITE[probe]}"
    app, path = AT_GATEWAY[probe]
    return f"{gateway_url(app, cloud_id)}{path}"


@dataclass(frozen=True)
class Seen:
    """One request that was sent, and its reply. `scheme` is how the credential was sent; empty if none was."""

    probe: Probe
    url: str
    scheme: str
    reply: Reply
