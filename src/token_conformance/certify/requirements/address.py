"""Where a request was sent: the site, the gateway by which prefix, or a foreign host."""

import re

from token_conformance.certify.observation.observation import Observation, WireRequest
from token_conformance.model import url
from token_conformance.model.cell import Credential
from token_conformance.model.url import GATEWAY_HOST, TENANT_INFO_PATH, GatewayPath

_NO_PRODUCT = re.compile(r"/(oauth|\.well-known)/|/me$")
_NOT_OF = {
    "jira": re.compile(r"/ex/|/wiki(/|$)|/api/v2/|/rest/api/(?!(2|3|latest)/)"),
    "confluence": re.compile(r"/ex/|/wiki/wiki/|(/wiki)?/rest/(api/(2|3|latest)|agile|servicedeskapi)/"),
}
"""Paths that the other product has, or none."""

_WHO = re.compile(r"/rest/api/(2|3|latest)/(myself|mypermissions|serverInfo)|/wiki/rest/api/user/current")
_VERSION = re.compile(r"(?<=^/rest/api/)(2|3|latest)(?=/)")


def site_host(scene: Observation) -> str:
    """The host of the scenario's own site."""
    return url.site_host(scene.site)


def is_at_site(request: WireRequest, scene: Observation) -> bool:
    """Whether a request asks the scenario's site for anything but its cloud id."""
    return request.host == site_host(scene) and request.path != TENANT_INFO_PATH


def is_at_gateway(request: WireRequest) -> bool:
    """Whether a request asks the gateway for something of a product."""
    return request.host == GATEWAY_HOST and not _NO_PRODUCT.match(request.path)


def is_foreign(request: WireRequest, scene: Observation) -> bool:
    """Whether a request goes to a host that must not get the token."""
    return request.host not in {GATEWAY_HOST, site_host(scene)}


def carries_token(request: WireRequest) -> bool:
    """Whether a request carries a credential, wherever in it."""
    return bool(request.places) or request.credential is not Credential.NONE


def asks_who(request: WireRequest) -> bool:
    """Whether a request only finds out whether a token works, as `myself` does."""
    return bool(_WHO.fullmatch(request.path))


def app_of(request: WireRequest) -> str:
    """The app that a request at the site is for."""
    return "confluence" if request.path.startswith("/wiki/") else "jira"


def resource(request: WireRequest) -> str:
    """What a request asks for, without its host, its prefix and the version of the interface."""
    prefixed = GatewayPath.split(request.path)
    path = prefixed.path if prefixed else request.path
    while path.startswith("/wiki/"):
        path = path.removeprefix("/wiki")
    return _VERSION.sub("N", path)


def prefix_problem(request: WireRequest, scene: Observation) -> str:
    """What is wrong with the path of a request to the gateway before its product's own part; empty where nothing is."""
    prefixed = GatewayPath.split(request.path)
    if prefixed is None:
        return "has no /ex/PRODUCT/CLOUD_ID in front"
    if prefixed.app not in _NOT_OF:
        return f"has /ex/{prefixed.app}/ in front, and products are {' and '.join(_NOT_OF)}"
    if prefixed.cloud_id != scene.cloud_id:
        return "has another cloud id than the site's"
    if _NOT_OF[prefixed.app].match(prefixed.path):
        return f"is no path of /ex/{prefixed.app}/"
    return ""


def shown(request: WireRequest, scene: Observation) -> str:
    """A request and its answer for people, without the names that only this scenario has."""
    path = request.path.replace(scene.cloud_id, "CLOUD_ID")
    host = request.host.replace(site_host(scene), "SITE.atlassian.net")
    scheme = "http://" if request.scheme == "http" else ""
    answer = "without an answer" if request.status is None else f"answered {request.status}"
    return f"{request.method} {scheme}{host}{path}, {answer}"
