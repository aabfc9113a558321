"""The destination of a request: the site, the gateway with its prefix, or a foreign host.

A request to `/gateway/api/ex/PRODUCT/CLOUD_ID/...` on the site's own host (rule H1) goes to the site: whether a scoped
token works there is not known.
"""

import re

from token_conformance.certify.observation.observation import Observation, WireRequest
from token_conformance.certify.requirements.result import Call
from token_conformance.edge.operations import as_routed, find_family_operation, find_operation
from token_conformance.model import url
from token_conformance.model.cell import Credential
from token_conformance.model.url import GATEWAY_HOST, TENANT_INFO_PATH, GatewayPath, site_path, without_site_gateway

_NO_PRODUCT = re.compile(r"/(oauth|\.well-known)/|/me$")
_NOT_OF = {
    "jira": re.compile(r"/ex/|/wiki(/|$)|/api/v2/|/rest/api/(?!(2|3|latest)/)"),
    "confluence": re.compile(r"/ex/|/wiki/wiki/|(/wiki)?/rest/(api/(2|3|latest)|agile|servicedeskapi)/"),
}
"""Paths that belong to the other product, or to neither."""

_WHO = re.compile(r"/rest/api/(2|3|latest)/(myself|mypermissions|serverInfo)|/wiki/rest/api/user/current")
_VERSION = re.compile(r"(?<=^/rest/api/)(2|3|latest)(?=/)")


def site_host(observation: Observation) -> str:
    """The host of the scenario's site."""
    return url.site_host(observation.site)


def is_at_site(request: WireRequest, observation: Observation) -> bool:
    """Whether a request goes to the scenario's site, below `/gateway/api` too, other than to look up the cloud id."""
    return request.host == site_host(observation) and request.path != TENANT_INFO_PATH


def is_at_gateway(request: WireRequest) -> bool:
    """Whether a request goes to a product at the gateway."""
    return request.host == GATEWAY_HOST and not _NO_PRODUCT.match(request.path)


def is_foreign(request: WireRequest, observation: Observation) -> bool:
    """Whether a request goes to a host that must not get the token: neither the site nor the gateway."""
    return request.host not in {GATEWAY_HOST, site_host(observation)}


def carries_token(request: WireRequest) -> bool:
    """Whether a request carries a credential, in any place."""
    return bool(request.places) or request.credential is not Credential.NONE


def asks_who(request: WireRequest) -> bool:
    """Whether a request only checks whether a token works, as one to `myself` does."""
    return bool(_WHO.fullmatch(_path_at_site(request)))


def app_of(request: WireRequest) -> str:
    """The app, `jira` or `confluence`, that a request to the site is for."""
    return "confluence" if _path_at_site(request).startswith("/wiki/") else "jira"


def _path_at_site(request: WireRequest) -> str:
    """The path of the same call at the site, without a prefix of the gateway."""
    return site_path(without_site_gateway(request.path))


def resource(request: WireRequest) -> str:
    """The path of a request without the prefix of the gateway, `/wiki` and the version of the API."""
    path = without_site_gateway(request.path)
    prefixed = GatewayPath.split(path)
    path = prefixed.path if prefixed else path
    while path.startswith("/wiki/"):
        path = path.removeprefix("/wiki")
    return _VERSION.sub("N", path)


def prefix_problem(request: WireRequest, observation: Observation) -> str:
    """What is wrong with the prefix of a request's path at the gateway; empty if nothing is."""
    prefixed = GatewayPath.split(request.path)
    if prefixed is None:
        return "has no /ex/PRODUCT/CLOUD_ID in front"
    if prefixed.app not in _NOT_OF:
        return f"has /ex/{prefixed.app}/ in front, and products are {' and '.join(_NOT_OF)}"
    if prefixed.cloud_id != observation.cloud_id:
        return "has another cloud id than the site's"
    if _NOT_OF[prefixed.app].match(prefixed.path):
        return f"is no path of /ex/{prefixed.app}/"
    return ""


def operation_of(request: WireRequest, observation: Observation) -> str:
    """The method and path template of a request's operation or, if the catalogue does not know it, its own path."""
    path = as_routed(_path_at_site(request))
    found = find_operation(request.method, path) or find_family_operation(request.method, request.path)
    return found.name if found else f"{request.method} {anonymous(path, observation)}"


def call_of(request: WireRequest, observation: Observation) -> Call:
    """A request and its answer, as a finding carries them."""
    query = f"?{request.query}" if request.query else ""
    address = anonymous(f"{request.scheme}://{request.host}{request.path}{query}", observation)
    return Call(request.method, address, request.credential, request.status)


def shown(request: WireRequest, observation: Observation) -> str:
    """A request and its answer, as a report shows them: without the names of the scenario's tenant."""
    return f"{_sent(request, observation)}, {_answer(request)}"


def shown_whole(request: WireRequest, observation: Observation) -> str:
    """The same, with the query of the request, and the place that a redirect names."""
    query = anonymous(f"?{request.query}", observation) if request.query else ""
    to = f" to {anonymous(request.location, observation)}" if request.location else ""
    return f"{_sent(request, observation)}{query}, {_answer(request)}{to}"


def anonymous(text: str, observation: Observation) -> str:
    """A text without the names of the scenario's tenant, which a reader could take for those of a real tenant."""
    return text.replace(observation.cloud_id, "CLOUD_ID").replace(site_host(observation), "SITE.atlassian.net")


def _sent(request: WireRequest, observation: Observation) -> str:
    scheme = "http://" if request.scheme == "http" else ""
    return f"{request.method} {scheme}{anonymous(request.host + request.path, observation)}"


def _answer(request: WireRequest) -> str:
    return "without an answer" if request.status is None else f"answered {request.status}"
