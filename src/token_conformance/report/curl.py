"""The request of a cell as a curl command, with placeholders for the user's own names and tokens."""

import re
from shlex import quote

from token_conformance.model.account import Scheme
from token_conformance.model.cell import Credential, Product, UrlForm
from token_conformance.model.url import gateway_url, site_gateway_url, site_host, without_base
from token_conformance.results.record import CellResult

BASES = {
    UrlForm.SITE: f"https://{site_host('SITE')}",
    UrlForm.GATEWAY: gateway_url("{app}", "CLOUD_ID"),
    UrlForm.SITE_GATEWAY: site_gateway_url("SITE", "{app}", "CLOUD_ID"),
}

_WITH_BODY = {"POST", "PUT", "PATCH"}
_UPLOAD = re.compile(r"/attach(ments?|TemporaryFile)$")
"""Paths of Atlassian's uploads, which take a form; all other bodies are JSON."""


def base(product: Product, form: UrlForm) -> str:
    """The base URL of a product's calls, with placeholders for the names of the tenant."""
    return BASES[form].format(app=product.app)


def curl(cell: CellResult, scheme: str | None = None) -> str:
    """The cell's request as a command; a body is only in the cassette, so the command names a file instead.

    `scheme` is the one with which the results have sent the token of a service account.
    """
    method, _, path = cell.operation.partition(" ")
    url = without_base(cell.url) if cell.url else path
    options = [
        *_user(cell.credential, scheme),
        *_method(method),
        "--header 'Accept: application/json'",
        *_body(method, path),
    ]
    return "curl " + " \\\n  ".join([*options, quote(base(cell.product, cell.url_form) + url)])


def _method(method: str) -> list[str]:
    return [] if method == "GET" else [f"--request {quote(method)}"]


def _user(credential: Credential, scheme: str | None) -> list[str]:
    if credential is Credential.NONE:
        return []
    if credential is not Credential.SERVICE_ACCOUNT:
        return [f'--user "$EMAIL:${credential.upper()}_TOKEN"']
    if scheme == Scheme.BASIC:
        return ['--user "$SERVICE_ACCOUNT_EMAIL:$SERVICE_ACCOUNT_TOKEN"']
    return ['--header "Authorization: Bearer $SERVICE_ACCOUNT_TOKEN"']


def _body(method: str, path: str) -> list[str]:
    if method not in _WITH_BODY:
        return []
    if _UPLOAD.search(path):
        return ["--header 'X-Atlassian-Token: no-check'", "--form file=@FILE"]
    return ["--json @BODY.json"]
