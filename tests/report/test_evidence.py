"""The evidence of a deviation, and the address where it can be read."""

from collections.abc import Callable

import pytest

from token_conformance.model.grade import Evidence
from token_conformance.report.evidence import deviation_texts, evidence, url
from token_conformance.results.record import CellResult

MakeCell = Callable[..., CellResult]


@pytest.mark.parametrize(
    ("source", "address"),
    [
        ("CLOUD-12617", "https://jira.atlassian.com/browse/CLOUD-12617"),
        ("sooperset/mcp-atlassian#968", "https://github.com/sooperset/mcp-atlassian/issues/968"),
        ("mozilla/markfluence", "https://github.com/mozilla/markfluence"),
        ("several public clients", ""),
        ("javascript:alert(1)//x", ""),
        ("x/../../evil.example?y", ""),
        ("CLOUD-12617\n", ""),
        ("rule S3: anonymous = no", ""),
    ],
)
def test_only_a_public_thread_has_an_address(source: str, address: str) -> None:
    """Any other text, even a hostile one, is shown without a link."""
    assert address == url(source)


def test_what_was_observed_has_source_and_date(cell: MakeCell) -> None:
    """They are those of the deviation."""
    facts = {"grade": "reported", "date": "2025-05-15", "source": "CLOUD-12617"}
    expected = Evidence("reported", "2025-05-15", "CLOUD-12617", "https://jira.atlassian.com/browse/CLOUD-12617")
    assert expected == evidence(cell(deviation=facts))


def test_what_is_inferred_names_its_rule(cell: MakeCell) -> None:
    """The source is the rule and the column of the catalogue that it rests on."""
    facts = {"grade": "inferred", "rule": "S3", "rests_on": "anonymous = no"}
    assert Evidence("inferred", "", "rule S3: anonymous = no", "") == evidence(cell(deviation=facts))


def test_a_cell_without_a_deviation_has_no_evidence(cell: MakeCell) -> None:
    """It has to work, so no evidence is needed."""
    assert evidence(cell()) is None


def test_the_evidence_of_an_open_cell_is_both_sides(cell: MakeCell) -> None:
    """It has no grade of its own, and one source is not better than the other."""
    sides = "401, reported (a); against: 404, reported (b)"
    open_cell = cell(deviation={"standing": "open", "sides": sides, "effect": "Nobody knows."})
    assert Evidence("open", "", sides, "") == evidence(open_cell)
    assert ("Nobody knows.", "open", "", sides) == deviation_texts(open_cell)


def test_what_contradicts_a_deviation_is_shown_with_its_source(cell: MakeCell) -> None:
    """The address stays that of the source."""
    facts = {"grade": "reported", "date": "2025-05-15", "source": "CLOUD-12617", "against": "404, reported (a client)"}
    known = evidence(cell(deviation=facts))
    address = "https://jira.atlassian.com/browse/CLOUD-12617"
    assert Evidence("reported", "2025-05-15", "CLOUD-12617; against: 404, reported (a client)", address) == known
