"""The badge."""

import json
import xml.etree.ElementTree as ET
from collections.abc import Callable
from datetime import date

import pytest

from token_conformance.model.outcome import Outcome
from token_conformance.model.verdict import Verdict
from token_conformance.report import badge
from token_conformance.results.file import Results
from token_conformance.results.record import CellResult, Recorded

Cell = Callable[..., CellResult]
Make = Callable[..., Results]
NAMES = ("jira-platform/get-issue/scoped-gateway", "jira-platform/get-issue/scoped-site")


def _results(cell: Cell, results: Make, source: str, **fields: object) -> Results:
    recorded = Recorded(source, date(2026, 11, 24), "0.1.0")  # type: ignore[arg-type]  # a test's own source
    gateway, site = (cell(name, recorded=recorded) for name in NAMES)
    return results(gateway, cell(site.cell, recorded=recorded, **fields))


def test_the_badge_counts_where_the_scoped_token_works(cell: Cell, results: Make) -> None:
    """The numbers are cells of the two columns, and the model is named."""
    shown = badge.message(_results(cell, results, "edge", outcome=Outcome.EMPTY, verdict=Verdict.KNOWN))
    assert "gateway 1/1, site 0/1 (local model)" == shown


@pytest.mark.parametrize(
    ("source", "verdict", "color"),
    [
        ("edge", Verdict.PASSED, "#0b5394"),
        ("edge", Verdict.FAILED, "#0b5394"),
        ("live", Verdict.KNOWN, "#1a7f37"),
        ("live", Verdict.CHANGED, "#9a3412"),
    ],
)
def test_only_a_live_run_is_green_or_red(cell: Cell, results: Make, source: str, verdict: Verdict, color: str) -> None:
    """Results of the local model say nothing about Atlassian."""
    made = _results(cell, results, source, verdict=verdict)
    assert color == json.loads(badge.as_json(made))["color"]
    assert color in badge.as_svg(made)


def test_the_picture_is_sound_and_has_a_title(cell: Cell, results: Make) -> None:
    """A screen reader reads the text that the picture shows."""
    svg = ET.fromstring(badge.as_svg(_results(cell, results, "live")))  # noqa: S314  # our own picture
    title = svg.find("{http://www.w3.org/2000/svg}title")
    assert title is not None
    assert "API token with scopes: gateway 1/1, site 1/1 (live tenant)" == title.text
    assert "img" == svg.get("role")


def test_the_badge_is_the_same_each_time(cell: Cell, results: Make) -> None:
    """The committed file becomes stale only if the results change."""
    made = _results(cell, results, "edge")
    assert badge.as_svg(made) == badge.as_svg(made)
