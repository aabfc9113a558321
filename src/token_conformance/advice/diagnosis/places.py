"""Where a token works: the two addresses of each product, as seen, or as it is known for its kind."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from token_conformance.advice.diagnosis.case import Case
from token_conformance.advice.diagnosis.judgement import Judgement
from token_conformance.advice.diagnosis.probe import Probe
from token_conformance.advice.diagnosis.sign import Sign
from token_conformance.catalogue.credentials import PlaceAnswer, credential_kinds
from token_conformance.model.cell import UrlForm
from token_conformance.model.grade import Evidence
from token_conformance.model.url import APPS, gateway_url


class State(StrEnum):
    """What a token gets at a place."""

    WORKS = "works"
    LACKS_SCOPE = "lacks-scope"
    FAILS_SILENTLY = "fails-silently"
    REFUSED = "refused"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Place:
    """One address of a product, and what the token gets there; `evidence` is None for what was seen."""

    app: str
    form: UrlForm
    url: str
    state: State
    evidence: Evidence | None = None


_PROBES = {
    ("jira", UrlForm.GATEWAY): (Probe.JIRA_GATEWAY, Probe.JIRA_WORK),
    ("confluence", UrlForm.GATEWAY): (Probe.CONFLUENCE_GATEWAY, Probe.CONFLUENCE_SEARCH),
    ("jira", UrlForm.SITE): (Probe.JIRA_SITE,),
    ("confluence", UrlForm.SITE): (Probe.CONFLUENCE_SITE,),
}
_SIGNS = {
    Sign.OK: State.WORKS,
    Sign.SCOPE: State.LACKS_SCOPE,
    Sign.STRANGER: State.FAILS_SILENTLY,
    Sign.LOGIN_REFUSED: State.REFUSED,
    Sign.PAIR_REFUSED: State.REFUSED,
    Sign.SCOPED_PAGE: State.REFUSED,
    Sign.NO_PRODUCT: State.REFUSED,
    Sign.FORBIDDEN: State.REFUSED,
}
_ANSWERS = {
    "works": State.WORKS,
    "anonymous": State.FAILS_SILENTLY,
    "refused": State.REFUSED,
    "forbidden": State.REFUSED,
    "scope-mismatch": State.LACKS_SCOPE,
}
_NAMES = {UrlForm.SITE: "site-{app}", UrlForm.GATEWAY: "gateway"}


def places(case: Case, found: Judgement) -> tuple[Place, ...]:
    """The four addresses of the products; none where the token is not good, because it works nowhere."""
    if not found.is_good:
        return ()
    forms = (UrlForm.SITE, UrlForm.GATEWAY) if case.cloud_id else (UrlForm.SITE,)
    return tuple(_place(case, app, form, found.kinds) for app in APPS for form in forms)


def base_url(case: Case, app: str, form: UrlForm) -> str:
    """The base URL of a product, as people write it: that of Confluence ends with `/wiki`."""
    base = case.site.url if form is UrlForm.SITE else gateway_url(app, case.cloud_id)
    return f"{base}/wiki" if app == "confluence" else base


def _place(case: Case, app: str, form: UrlForm, kinds: Sequence[str]) -> Place:
    url = base_url(case, app, form)
    seen = [_SIGNS[case.signs[probe]] for probe in _PROBES[app, form] if case.signs.get(probe) in _SIGNS]
    if seen:
        return Place(app, form, url, State.WORKS if State.WORKS in seen else seen[0])
    rows = [_row(kind, app, form, case.shape.scheme) for kind in kinds]
    known = [row for row in rows if row is not None]
    states = {_ANSWERS.get(row.answer, State.UNKNOWN) for row in known}
    if len(states) != 1 or len(known) != len(rows):
        return Place(app, form, url, State.UNKNOWN)
    return Place(app, form, url, states.pop(), known[0].evidence)


def _row(kind: str, app: str, form: UrlForm, scheme: str) -> PlaceAnswer | None:
    """What is known of a kind at a place; None if nothing is, or if it depends on the call or on who says it."""
    rows = credential_kinds()[kind].sent_as(scheme, _NAMES[form].format(app=app))
    general = _general(rows, app)
    return general[0] if len({row.answer for row in general}) == 1 else None


def _general(rows: Iterable[PlaceAnswer], app: str) -> Sequence[PlaceAnswer]:
    """The rows about every call of a product."""
    found = [row for row in rows if row.answer in _ANSWERS and not row.request]
    return found or [row for row in rows if row.answer in _ANSWERS and row.request.startswith(f"/ex/{app}")]
