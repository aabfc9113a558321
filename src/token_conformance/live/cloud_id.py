"""The cloud id of a site: looked up with the site itself, and compared with the id that the user set."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from token_conformance.errors import UserError
from token_conformance.exchange.client import Exchange, RefusedError
from token_conformance.live.values import CLOUD_ID
from token_conformance.live.variables import name_of
from token_conformance.model.answer import LOCAL_MODEL, Answer, NotJsonError
from token_conformance.model.cell import Cell, Credential, Endpoint, Product, UrlForm
from token_conformance.model.url import TENANT_INFO_PATH


@dataclass(frozen=True)
class Identity:
    """The tenant's cloud id and the ids of the accounts; all are empty before they were looked up.

    `is_local_model` says that the tenant is an edge: what is recorded there is not an observation of Atlassian.
    """

    cloud_id: str = ""
    account_id: str = ""
    is_local_model: bool = False
    service_account_id: str = ""


_TENANT_INFO = Cell(
    Endpoint(Product.JIRA_PLATFORM, "tenant-info", f"GET {TENANT_INFO_PATH}"), Credential.NONE, UrlForm.SITE
)
_LATER = {408, 429}
_SERVER_ERROR = 500
_WRITE = "set it to the part of your site's address before .atlassian.net"


def look_up(exchange: Exchange, expected: str | None) -> Identity:
    """The identity of the target's site; raises UserError if it has no cloud id, or not the expected one."""
    answer = _tenant_info(exchange)
    cloud_id = _cloud_id(answer)
    if expected is not None and cloud_id != expected:
        raise UserError(
            f"{name_of('cloud_id')}: is not the cloud id of the site in {name_of('site')}; one of them is another"
            " tenant's: correct it, or unset the cloud id"
        )
    return Identity(cloud_id, is_local_model=answer.headers.items() >= LOCAL_MODEL.items())


def _tenant_info(exchange: Exchange) -> Answer:
    """The successful answer of the site, or of a proxy that answers for it; raises UserError otherwise."""
    host = exchange.target.tenant.site_host
    try:
        answer = exchange.send(_TENANT_INFO)
    except RefusedError as refusal:
        raise UserError(f"{name_of('site')}: {host} cannot be reached ({refusal}); {_remedy(str(refusal))}") from None
    if answer.status in _LATER or answer.status >= _SERVER_ERROR:
        raise UserError(f"{host} answered {answer.status} when asked for its cloud id; try again later")
    if not answer.is_success:
        redirect = f" and redirects to {answer.headers['location']}" if "location" in answer.headers else ""
        raise UserError(
            f"{name_of('site')}: the site {host} does not exist (it answered {answer.status}{redirect}); {_WRITE}"
        )
    return answer


def cloud_id_in(answer: Answer) -> str:
    """The cloud id in an answer of a site to the question for it; empty if it has none."""
    try:
        cloud_id = answer.json()["cloudId"]
    except (NotJsonError, LookupError, TypeError):
        return ""
    return cloud_id if isinstance(cloud_id, str) and re.fullmatch(CLOUD_ID, cloud_id) else ""


def _cloud_id(answer: Answer) -> str:
    cloud_id = cloud_id_in(answer)
    if not cloud_id:
        kind = answer.headers.get("content-type", "no type").partition(";")[0]
        host = urlsplit(answer.url).hostname
        raise UserError(
            f"{name_of('site')}: {host} did not answer with a cloud id ({answer.status}, {kind}),"
            " so it is not a site of Atlassian Cloud, or a login page or a proxy in front of it has answered;"
            f" {_WRITE}, or ask from another network"
        )
    return cloud_id


def _remedy(reason: str) -> str:
    if "CERTIFICATE" in reason.upper():
        return "if your proxy answers for the site, set SSL_CERT_FILE to the certificate authority that the proxy uses"
    return f"{_WRITE}, and set HTTPS_PROXY if you need a proxy"
