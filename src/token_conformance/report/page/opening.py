"""What the page says first: which token belongs to which URL, and the evidence that this rests on."""

from collections.abc import Iterator, Mapping

from token_conformance.catalogue.answer import stated
from token_conformance.catalogue.credentials import credential_kinds
from token_conformance.catalogue.evidence import observations
from token_conformance.catalogue.statement import Statement
from token_conformance.model.cell import UrlForm
from token_conformance.model.grade import Evidence
from token_conformance.model.url import APPS, TENANT_INFO_PATH, gateway_url, site_host
from token_conformance.report.curl import BASES
from token_conformance.report.evidence import url

CLOUD_ID = f"https://{site_host('SITE')}{TENANT_INFO_PATH}"
"""Where a site tells its cloud id to anyone (rule tenant-info)."""

_REFUSAL = "cloud-12617-get-issue"
"""The recorded answer of a site to a token with scopes."""


def bases() -> Mapping[str, str]:
    """The URLs that calls begin with: that of the site, and that of each app at the gateway."""
    return {UrlForm.SITE.value: BASES[UrlForm.SITE]} | {app: gateway_url(app, "CLOUD_ID") for app in APPS}


def published_by() -> Iterator[Statement]:
    """Each part of the answer in a few words, with its evidence."""
    yield Statement("tokens without scopes at the site", _credential("unscoped", "site-jira"))
    yield Statement("tokens with scopes at the gateway", _credential("scoped-jira", "gateway"))
    refusal = next(one for one in observations() if one.id == _REFUSAL)
    day = refusal.date.isoformat() if refusal.date else ""
    yield Statement("tokens with scopes at the site", Evidence(refusal.grade, day, refusal.source, url(refusal.source)))
    yield Statement("the cloud id", stated("tenant-info").evidence)


def _credential(kind: str, place: str) -> Evidence:
    """The evidence that a kind of credential works at a place."""
    return next(one.evidence for one in credential_kinds()[kind].at(place) if one.answer == "works")
