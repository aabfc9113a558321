"""A file with the name of a report is replaced only if it is one."""

from pathlib import Path

import pytest

from token_conformance.cli import main
from token_conformance.errors import ReportError
from token_conformance.project import REPORTS
from token_conformance.report.ownership import _MARKS, refuse_foreign


@pytest.mark.parametrize("name", _MARKS)
def test_the_committed_reports_are_recognized(name: str, pytestconfig: pytest.Config) -> None:
    """So is an empty file, in which nothing is lost, and a file that does not exist."""
    refuse_foreign([pytestconfig.rootpath / REPORTS / name])


@pytest.mark.parametrize("name", _MARKS)
def test_a_file_of_somebody_else_is_refused(name: str, tmp_path: Path) -> None:
    """The line names it, whatever report it would have become."""
    (tmp_path / name).touch()
    refuse_foreign([tmp_path / name, tmp_path / "missing" / name])
    (tmp_path / name).write_text("coverage: 97 %\n")
    line = "was not made by token-conformance, so it is not replaced; move it, or run in another folder"
    with pytest.raises(ReportError, match=f"{name}: {line}"):
        refuse_foreign([tmp_path / name])


def test_a_report_is_not_written_over_another_file(
    tmp_path: Path, pytestconfig: pytest.Config, capsys: pytest.CaptureFixture[str]
) -> None:
    """No report is written then, not even those that have no other file in their place."""
    badge = tmp_path / "badge.svg"
    badge.write_text("<svg>coverage</svg>")
    results = pytestconfig.rootpath / REPORTS / "results.json"
    assert 2 == main(["report", "--results", str(results), "--output", str(tmp_path)])
    assert ("<svg>coverage</svg>", [badge]) == (badge.read_text(), list(tmp_path.iterdir()))
    assert 1 == len(capsys.readouterr().err.splitlines())
