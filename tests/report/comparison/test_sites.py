"""The cells that differ between sites, as text, as Markdown, and as a section of the page."""

import pytest

from token_conformance.model.outcome import Outcome
from token_conformance.report.comparison import sites as report
from token_conformance.report.page.render import render
from token_conformance.results.file import Results
from token_conformance.results.history import History
from token_conformance.results.sites import Differing, Sites

CELL = Differing("jira-platform/a/scoped-site", "GET /rest/a", (Outcome.WORKS, Outcome.HIDDEN, None))
SITES = Sites(("emea", "ap_ac", "us"), 446, 112, (CELL,))
COUNTS = "559 cells at 3 sites. Different: 1. Alike: 446. Not observed at every site: 112."


def test_text_has_a_line_for_each_cell_that_differs() -> None:
    """With what happened at each site."""
    line = "jira-platform/a/scoped-site: emea ✓ works, ap_ac ✗ hidden, us not observed"
    assert f"{line}\n{COUNTS}" == report.text(SITES)


def test_markdown_has_a_column_for_each_site() -> None:
    """Labels and paths are not read as Markdown."""
    table = (
        "| Operation | Cell | emea | ap\\_ac | us |\n| --- | --- | --- | --- | --- |\n"
        "| `GET /rest/a` | `jira-platform/a/scoped-site` | ✓ works | ✗ hidden | not observed |"
    )
    assert f"## Sites\n\n{COUNTS}\n\n{table}" == report.markdown(SITES)


def test_sites_that_do_not_differ_have_no_table() -> None:
    """The counts say so."""
    assert "## Sites\n\n2 cells at 2 sites. Different: 0. Alike: 2. Not observed at every site: 0." == (
        report.markdown(Sites(("emea", "apac"), 2, 0, ()))
    )


@pytest.mark.parametrize(("differing", "said"), [(500, ""), (501, " Not listed here, but in the file of sites: 1.")])
def test_at_most_500_cells_are_listed(differing: int, said: str) -> None:
    """A site whose tokens are wrong differs in thousands of cells."""
    many = Sites(("emea", "ap_ac", "us"), 0, 0, (CELL,) * differing)
    assert 500 == len(report.listed(many)) == report.text(many).count("\n") == report.markdown(many).count("\n| `")
    assert report.sentence(many).endswith(f"Not observed at every site: 0.{said}")


ODD = Differing("jira-platform/<a>/scoped-site", "GET /rest/a", (Outcome.WORKS, None))


def test_the_page_shows_what_differs_between_sites(seven: Results) -> None:
    """A column for each label, and the count of cells that are alike."""
    page = render(seven, History(), sites=Sites(("emea", "apac"), 40, 2, (ODD,)))
    section = page.partition('<section id="sites">')[2].partition("</section>")[0]
    assert "43 cells at 2 sites. Different: 1. Alike: 40." in section
    assert '<th scope="col">emea</th><th scope="col">apac</th>' in section
    row = "GET /rest/a<br>jira-platform/&lt;a&gt;/scoped-site</th><td>✓ works</td><td>not observed</td>"
    assert row in section


def test_a_page_of_one_site_has_no_such_section(seven: Results) -> None:
    """Nor has a section without differences a table."""
    assert "<h2>Sites</h2>" not in render(seven, History())
    assert "Cells that differ" not in render(seven, History(), sites=Sites(("emea", "apac"), 43, 0, ()))
