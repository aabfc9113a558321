"""A badge that says where the scoped token works, as JSON for shields.io and as an SVG picture.

It counts the endpoints alone: of the calls of the whole catalogue nobody has shown that they work.
"""

import json
from collections.abc import Iterable

from anybadge import Badge

from token_conformance.model.cell import Credential, UrlForm
from token_conformance.model.outcome import Outcome
from token_conformance.report.every_call import listed
from token_conformance.results.file import Results
from token_conformance.results.record import CellResult

LABEL = "API token with scopes"

LOCAL_MODEL_COLOR = "#0b5394"
"""Blue: results of the local model say nothing about Atlassian, so only a live run is green or red."""

_AS_DECLARED_COLOR = "#1a7f37"
_NOT_AS_DECLARED_COLOR = "#9a3412"


def as_json(results: Results) -> str:
    """The matrix badge in the format of shields.io's endpoint badges."""
    return shields_json(LABEL, *_said(results))


def as_svg(results: Results) -> str:
    """The matrix badge as a picture."""
    return svg(LABEL, *_said(results))


def shields_json(label: str, text: str, color: str) -> str:
    """A badge in the format of shields.io's endpoint badges."""
    badge = {"schemaVersion": 1, "label": label, "message": text, "color": color}
    return json.dumps(badge, indent=2, sort_keys=True) + "\n"


def svg(label: str, text: str, color: str) -> str:
    """A badge as an SVG picture with a title for screen readers; `label` and `text` must not contain XML markup."""
    badge = Badge(label, text, default_color=color)
    badge.mask_str = "badge"  # the default depends on the number of badges that this process has made
    head, end, rest = badge.badge_svg_text.partition('height="20">')
    return f'{head}role="img" {end}<title>{label}: {text}</title>{rest.rstrip()}\n'


def message(results: Results) -> str:
    """At how many endpoints of each URL form the scoped token works, and whether this was observed at Atlassian."""
    return _said(results)[0]


def _said(results: Results) -> tuple[str, str]:
    """The text of the badge and its color."""
    cells = listed(results).cells
    is_live = {cell.recorded.source for cell in cells if cell.recorded} == {"live"}
    gateway, site = (_works(cells, form) for form in (UrlForm.GATEWAY, UrlForm.SITE))
    text = f"gateway {gateway}, site {site} ({'live tenant' if is_live else 'local model'})"
    return text, _color(cells) if is_live else LOCAL_MODEL_COLOR


def _works(cells: Iterable[CellResult], form: UrlForm) -> str:
    column = [cell for cell in cells if (cell.credential, cell.url_form) == (Credential.SCOPED, form)]
    return f"{sum(cell.outcome is Outcome.WORKS for cell in column)}/{len(column)}"


def _color(cells: Iterable[CellResult]) -> str:
    is_as_declared = all(cell.verdict.is_as_declared for cell in cells)
    return _AS_DECLARED_COLOR if is_as_declared else _NOT_AS_DECLARED_COLOR
