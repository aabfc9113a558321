"""What a live run finds out by itself: which tenant a site is, and who the account is in it."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from token_conformance.errors import UserError
from token_conformance.exchange.client import Exchange, RefusedError
from token_conformance.live.variables import name_of
from token_conformance.model.answer import Answer, NotJsonError
from token_conformance.model.cell import Cell, Credential, Endpoint, Product, UrlForm
from token_conformance.model.tenant import LOCAL_MODEL
from token_conformance.model.url import TENANT_INFO_PATH


@dataclass(frozen=True)
class Identity:
    """The tenant's cloud id and the account's id; both empty where nobody has asked yet.

    `is_local_model` says that an edge plays the tenant: what is recorded there is no observation of Atlassian.
    """

    cloud_id: str = ""
    account_id: str = ""
    is_local_model: bool = False


_TENANT_INFO = Cell(
    Endpoint(Product.JIRA_PLATFORM, "tenant-info", f"GET {TENANT_INFO_PATH}"), Credential.NONE, UrlForm.SITE
)
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_WRITE = "set it to the part of your site's address before .atlassian.net"


def look_up(exchange: Exchange, expected: str | None) -> Identity:
    """The cloud id of the target's site; raises UserError where there is none, or it is not the expected one."""
    answer = _told(exchange)
    cloud_id = _cloud_id(answer)
    if expected is not None and cloud_id != expected:
        raise UserError(
            f"{name_of('cloud_id')}: is not the cloud id of the site in {name_of('site')}; one of them is another"
            " tenant's: correct it, or unset the cloud id"
        )
    return Identity(cloud_id, is_local_model=answer.headers.items() >= LOCAL_MODEL.items())


def _told(exchange: Exchange) -> Answer:
    """A success, from whatever answers for the site."""
    host = exchange.target.tenant.site_host
    try:
        answer = exchange.send(_TENANT_INFO)
    except RefusedError as refusal:
        raise UserError(f"{name_of('site')}: {host} cannot be reached ({refusal}); {_ways_out(str(refusal))}") from None
    if answer.status in _LATER or answer.status >= _SERVER_ERROR:
        raise UserError(f"{host} answered {answer.status} to the question for its cloud id; try again later")
    if not answer.is_success:
        elsewhere = f", leading to {answer.headers['location']}" if "location" in answer.headers else ""
        raise UserError(
            f"{name_of('site')}: there is no site {host} (it answered {answer.status}{elsewhere}); {_WRITE}"
        )
    return answer


def _cloud_id(answer: Answer) -> str:
    try:
        cloud_id = answer.json()["cloudId"]
    except (NotJsonError, LookupError, TypeError):
        cloud_id = None
    if not (isinstance(cloud_id, str) and _UUID.fullmatch(cloud_id)):
        raise UserError(
            f"{name_of('site')}: {urlsplit(answer.url).hostname} did not tell its cloud id,"
            f" so it is no site of Atlassian Cloud; {_WRITE}"
        )
    return cloud_id


_LATER = {408, 429}
_SERVER_ERROR = 500


def _ways_out(reason: str) -> str:
    if "CERTIFICATE" in reason.upper():
        return "where a proxy of your own answers, set SSL_CERT_FILE to the certificate authority that it uses"
    return f"{_WRITE}, and HTTPS_PROXY where a proxy is needed"
