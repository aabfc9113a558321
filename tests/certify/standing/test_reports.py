"""The standings as a JSON document, as a Markdown report, and as a section of the page."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from standings import GOOD, ODD
from token_conformance.certify.requirements.result import Finding, Result
from token_conformance.certify.standing.document import dump, parse
from token_conformance.certify.standing.markdown import render
from token_conformance.certify.standing.reports import reports, section
from token_conformance.certify.standing.standing import merged
from token_conformance.errors import ReportError
from token_conformance.report.page.render import render as render_page
from token_conformance.results.file import Results
from token_conformance.results.history import History

STATEMENT = "Self-certified against a local model; not endorsed by Atlassian."


def _line(report: str, start: str) -> str:
    (line,) = [line for line in report.splitlines() if line.startswith(start)]
    return line


def test_the_document_loses_nothing() -> None:
    """Standings that are written and read are the same, and give the same text again."""
    text = dump([GOOD, ODD])
    assert [GOOD, ODD] == parse(text, "a.json")
    assert text == dump(parse(text, "a.json"))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"format": 2}, "the key 'format': 2 is another format than 1"),
        ({"subjects": [{}]}, "the key 'subjects': the key 0: the key 'day' is missing"),
        ({"more": 1}, "the key 'more' is unknown"),
        ({"subjects": [json.loads(dump([GOOD]))["subjects"][0] | {"level": "Top"}]}, "'Top' is not a valid Level"),
        ({"subjects": 7}, "the key 'subjects': 7 is not a list"),
    ],
)
def test_an_invalid_document_is_named(change: dict[str, Any], said: str) -> None:
    """One line names the file and the key, and says how to make it again."""
    text = json.dumps(json.loads(dump([GOOD])) | change)
    with pytest.raises(
        ReportError, match=r"^a\.json: .*; make it again with `token-conformance report --cert"
    ) as raised:
        parse(text, "a.json")
    assert said in str(raised.value)


def test_findings_of_other_requirements_are_refused() -> None:
    """The findings of another version would be shown with the wrong titles."""
    with pytest.raises(ReportError, match="the findings of 'good' are not those of this version's requirements"):
        parse(dump([replace(GOOD, findings=GOOD.findings[1:])]), "a.json")


def test_a_newer_standing_replaces_the_older() -> None:
    """The other standings stay, in the order of their names."""
    newer = replace(GOOD, version="2.0")
    assert [newer, ODD] == merged([ODD, GOOD], [newer])


def test_every_client_has_a_line_of_signs() -> None:
    """Each result has a sign of its own."""
    report = render([GOOD, ODD])
    assert f"| Good 1.2 | Plus, 22 of 22 observed |{' ✓ |' * 22}" == _line(report, "| Good 1.2 |")
    signs = _line(report, "| Odd").split(" | ")[2:]
    assert {"✗": 1, "△": 1, "·": 1, "○ |": 0, "○": 1} == {
        sign: signs.count(sign) for sign in ("✗", "△", "·", "○ |", "○")
    }


@pytest.mark.parametrize(
    ("level", "missing", "said"),
    [
        ("Core", ("T1", "P3"), "Core, 11 of 12 observed"),
        ("Auto", ("T1", "D1", "P3"), "Auto, 12 of 14 observed"),
        (None, ("T1", "D1", "P3"), "no level, 11 of 12 observed"),
    ],
)
def test_a_level_says_how_much_it_rests_on(level: str | None, missing: tuple[str, ...], said: str) -> None:
    """The requirements of the level and of those below it count, or those of Core."""
    unseen = {id_: Finding(id_, Result.NOT_OBSERVED, "It was not seen.", ("x",)) for id_ in missing}
    findings = tuple(unseen.get(finding.requirement, finding) for finding in GOOD.findings)
    standing = replace(GOOD, level=level, findings=findings)
    assert said == standing.rests_on
    assert f"| {said} |" in render([standing])
    assert said == section([standing]).rows[0].level


def test_every_finding_but_a_pass_is_listed() -> None:
    """Special characters in the sentence are escaped."""
    report = render([ODD])
    assert "| T7 | fail | `search` said \\<nothing\\> \\| at all. |" == _line(report, "| T7 | fail")
    assert "| P3 | unsupported | No link was shown. |" == _line(report, "| P3 | unsup")
    assert "- show-link: It shows \\<none\\>." == _line(report, "- show-link")
    assert "Level: **no level, 12 of 12 observed**. Observed on 2026-03-01 by v0.1.0. <https://example.com/>" == _line(
        report, "Level: "
    )


def test_a_product_that_meets_everything_has_no_table() -> None:
    """A sentence says that it meets everything."""
    assert "Every requirement is met." in render([GOOD])


def test_the_report_says_what_it_was_measured_against() -> None:
    """The report says at its start that it does not come from Atlassian."""
    head = render([GOOD]).partition("## ")[0]
    assert (True, True) == ("Measured against a local model, not Atlassian" in head, STATEMENT in head)


@pytest.mark.slow
def test_the_page_shows_them_below_the_matrix(seven: Results) -> None:
    """The page has the sign for the eye and the word for a screen reader, and escapes special characters."""
    page = render_page(seven, History(), section([GOOD, ODD]))
    shown = page.partition('<section id="integrations">')[2]
    failed = 'data-name="an empty 200 is no success" class="fail"><i aria-hidden="true">✗</i><b>fail</b></td>'
    assert f'<td data-id="T7" {failed}' in shown
    assert "<span>T7</span> an empty 200 is no success</a></th>" in shown
    assert (22, STATEMENT in shown) == (shown.partition("Odd_one")[0].count("<b>pass</b>"), True)


@pytest.mark.slow
def test_without_standings_the_page_has_no_such_section(seven: Results) -> None:
    """The report of a run alone has no section on integrations."""
    assert 'id="integrations"' not in render_page(seven, History())


@pytest.mark.parametrize("text", ["[" * 100_000, '{"format": 1, "format": 1}', '{"format": NaN}', "9" * 5000])
def test_a_hostile_document_is_refused_in_one_line(text: str) -> None:
    """Each text gives an error of one line that names the file."""
    with pytest.raises(ReportError, match=r"^a\.json: .*; make it again with ") as raised:
        parse(text, "a.json")
    assert str(raised.value).isprintable()


def test_every_run_that_cannot_be_read_is_counted(tmp_path: Path) -> None:
    """The first is named with its problem, and no report is made that lacks one of them."""
    for name in ("a", "b", "c"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "run.json").write_text("[" * 100_000)
    with pytest.raises(ReportError) as raised:
        reports(tmp_path / "reports", tmp_path)
    problem = "run.json is not the record of a run (it has more than 200 arrays and objects inside each other)"
    first = f"{tmp_path / 'a'}: {problem}; observe it again"
    assert f"{first} (and 2 more runs cannot be read)" == str(raised.value)
