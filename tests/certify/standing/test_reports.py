"""The standings as JSON, as Markdown, and as a section of the page."""

import json
from dataclasses import replace
from typing import Any

import pytest

from token_conformance.certify.standing.document import dump, parse
from token_conformance.certify.standing.markdown import render
from token_conformance.certify.standing.reports import section
from token_conformance.certify.standing.standing import Standing, merged
from token_conformance.errors import ReportError
from token_conformance.report.page.render import render as render_page
from token_conformance.results.file import Results
from token_conformance.results.history import History

STATEMENT = "Self-certified against a local model; not endorsed by Atlassian."


def _line(report: str, start: str) -> str:
    (line,) = [line for line in report.splitlines() if line.startswith(start)]
    return line


def test_the_document_loses_nothing(good: Standing, odd: Standing) -> None:
    """What is read is what was written, and the same standings are the same text."""
    text = dump([good, odd])
    assert [good, odd] == parse(text, "a.json")
    assert text == dump(parse(text, "a.json"))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"format": 2}, "the key 'format': 2 is another format than 1"),
        ({"subjects": [{}]}, "the key 'subjects': the key 0: the key 'day' is missing"),
        ({"more": 1}, "the key 'more' is unknown"),
    ],
)
def test_a_faulty_document_is_named(good: Standing, change: dict[str, Any], said: str) -> None:
    """One line says which file, which key, and how to make it again."""
    text = json.dumps(json.loads(dump([good])) | change)
    with pytest.raises(
        ReportError, match=r"^a\.json: .*; make it again with `token-conformance report --cert"
    ) as raised:
        parse(text, "a.json")
    assert said in str(raised.value)


def test_findings_of_other_requirements_are_refused(good: Standing) -> None:
    """A document of another version would be shown under the wrong titles."""
    with pytest.raises(ReportError, match="the findings of 'good' are not those of this version's requirements"):
        parse(dump([replace(good, findings=good.findings[1:])]), "a.json")


def test_a_newer_standing_takes_the_place_of_the_older(good: Standing, odd: Standing) -> None:
    """The others stay, in the order of their names."""
    newer = replace(good, version="2.0")
    assert [newer, odd] == merged([odd, good], [newer])


def test_every_client_has_a_line_of_signs(good: Standing, odd: Standing) -> None:
    """Each result has a sign of its own."""
    report = render([good, odd])
    assert f"| Good 1.2 | Plus |{' ✓ |' * 22}" == _line(report, "| Good 1.2 |")
    signs = _line(report, "| Odd").split(" | ")[2:]
    assert {"✗": 1, "△": 1, "·": 1, "○ |": 0, "○": 1} == {
        sign: signs.count(sign) for sign in ("✗", "△", "·", "○ |", "○")
    }


def test_every_finding_but_a_pass_is_told(odd: Standing) -> None:
    """The sentence is shown as it is, whatever stands in it."""
    report = render([odd])
    assert "| T7 | fail | \\`search\\` said \\<nothing\\> \\| at all. |" == _line(report, "| T7 | fail")
    assert "| P3 | unsupported | No link was shown. |" == _line(report, "| P3 | unsup")
    assert "- show-link: It shows \\<none\\>." == _line(report, "- show-link")
    assert "Level: **none**. Observed on 2026-03-01 by v0.1.0. <https://example.com/>" == _line(report, "Level: ")


def test_what_meets_everything_needs_no_table(good: Standing) -> None:
    """Its reader is told so."""
    assert "Every requirement is met." in render([good])


def test_the_report_says_what_it_was_measured_against(good: Standing) -> None:
    """Nobody takes it for Atlassian's word."""
    head = render([good]).partition("## ")[0]
    assert (True, True) == ("Measured against a local model, not Atlassian" in head, STATEMENT in head)


def test_the_page_shows_them_below_the_matrix(seven: Results, good: Standing, odd: Standing) -> None:
    """A screen reader hears the word, an eye sees the sign, and nothing is markup that is none."""
    page = render_page(seven, History(), section([good, odd]))
    shown = page.partition('<section id="integrations">')[2]
    assert '<td><i aria-hidden="true">✗</i><b>fail</b></td>' in shown
    assert (22, STATEMENT in shown) == (shown.partition("Odd_one")[0].count("<b>pass</b>"), True)


def test_without_standings_the_page_has_no_such_section(seven: Results) -> None:
    """A run of one's own tenant says nothing of integrations."""
    assert 'id="integrations"' not in render_page(seven, History())
