"""A badge with what the matrix says of the scoped token, as JSON for a badge service and as a picture."""

import json
from collections.abc import Iterable

from anybadge import Badge

from token_conformance.model.cell import Credential, UrlForm
from token_conformance.model.outcome import Outcome
from token_conformance.results.file import Results
from token_conformance.results.record import CellResult

LABEL = "API token with scopes"

OF_A_MODEL = "#0b5394"
_AS_IT_SHOULD = "#1a7f37"
_FAULTY = "#9a3412"
"""Blue says nothing of Atlassian; only a live run is green or red."""


def as_json(results: Results) -> str:
    """The badge in the format that shields.io's endpoint badges read."""
    return endpoint(LABEL, message(results), _color(results))


def as_svg(results: Results) -> str:
    """The badge as a picture with a title for those who do not see it."""
    return picture(LABEL, message(results), _color(results))


def endpoint(label: str, shown: str, color: str) -> str:
    """Any badge in that format."""
    badge = {"schemaVersion": 1, "label": label, "message": shown, "color": color}
    return json.dumps(badge, indent=2, sort_keys=True) + "\n"


def picture(label: str, shown: str, color: str) -> str:
    """Any badge as a picture; neither text may hold what XML would take for markup."""
    badge = Badge(label, shown, default_color=color)
    badge.mask_str = "badge"  # it would count the badges of the process
    head, end, rest = badge.badge_svg_text.partition('height="20">')
    return f'{head}role="img" {end}<title>{label}: {shown}</title>{rest.rstrip()}\n'


def message(results: Results) -> str:
    """Where the scoped token works, and whether that was seen at Atlassian."""
    gateway, site = (_works(results.cells, form) for form in (UrlForm.GATEWAY, UrlForm.SITE))
    return f"gateway {gateway}, site {site} ({'live tenant' if _is_live(results) else 'local model'})"


def _works(cells: Iterable[CellResult], form: UrlForm) -> str:
    column = [cell for cell in cells if (cell.credential, cell.url_form) == (Credential.SCOPED, form)]
    return f"{sum(cell.outcome is Outcome.WORKS for cell in column)}/{len(column)}"


def _is_live(results: Results) -> bool:
    sources = {cell.recorded.source for cell in results.cells if cell.recorded}
    return sources == {"live"}


def _color(results: Results) -> str:
    if not _is_live(results):
        return OF_A_MODEL
    return _AS_IT_SHOULD if all(cell.verdict.is_as_declared for cell in results.cells) else _FAULTY
