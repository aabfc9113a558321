"""`token-conformance mutants`, without running the suites."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from factories import MYSELF
from token_conformance.catalogue.evidence import observations
from token_conformance.cli import main
from token_conformance.commands import mutants
from token_conformance.model.cell import COLUMNS, Cell
from token_conformance.proof.mutants import proof
from token_conformance.proof.mutants.kill import Kill
from token_conformance.proof.mutants.mutant import INCONCLUSIVE

Killing = Callable[..., None]

ROWS = tuple(row.id for row in observations())
CELLS = tuple(Cell(MYSELF, credential, form) for credential, form in COLUMNS)


@pytest.fixture
def report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file that the command writes in this test."""
    path = tmp_path / "mutants.md"
    monkeypatch.setattr(mutants, "MUTANTS", path)
    return path


@pytest.fixture
def killing(monkeypatch: pytest.MonkeyPatch) -> Killing:
    """Set how each mutant is killed; by default as declared, with all cells changed."""

    def set_up(faults: tuple[str, ...] = (), moved: int = 8, rows: int = len(ROWS)) -> None:
        def kill_all(names: Iterable[str]) -> Iterator[Kill]:
            for name in names:
                effects = dict.fromkeys(CELLS[:moved], INCONCLUSIVE)
                yield Kill(name, CELLS, effects, faults, dict.fromkeys(ROWS[:rows], False))

        monkeypatch.setattr(proof, "kill_all", kill_all)

    return set_up


def test_the_report_is_written_once_and_then_found_fresh(report: Path, killing: Killing) -> None:
    """`--check` writes nothing, and fails if the report is missing."""
    killing()
    assert 1 == main(["mutants", "--check"])
    assert not report.exists()
    assert 0 == main(["mutants"])
    assert 0 == main(["mutants", "--check"])


def test_a_mutant_that_is_not_killed_fails_and_writes_no_report(
    report: Path, killing: Killing, capsys: pytest.CaptureFixture[str]
) -> None:
    """Ten sentences are shown, with the number of further ones."""
    killing(faults=tuple(f"fault {number}" for number in range(12)))
    assert 1 == main(["mutants", "gate-is-reworded"])
    said = capsys.readouterr()
    count = len(ROWS)
    said_of_it = f"changes 8 of 8 cells and {count} of {count} observations, 12 not as declared"
    assert f"gate-is-reworded: {said_of_it}\n" == said.out
    assert ["fault 0", "fault 9", "gate-is-reworded: and 2 more"] == [said.err.splitlines()[i] for i in (0, 9, 10)]
    assert 1 == main(["mutants"])
    assert not report.exists()


def test_one_mutant_alone_leaves_the_report_as_it_is(report: Path, killing: Killing) -> None:
    """It says nothing about the others."""
    killing()
    assert 0 == main(["mutants", "gate-is-reworded"])
    assert not report.exists()


def test_a_cell_that_no_mutant_moves_fails(report: Path, killing: Killing, capsys: pytest.CaptureFixture[str]) -> None:
    """It is named, and the report lists it."""
    killing(moved=7)
    assert 1 == main(["mutants"])
    cell = "jira-platform/myself/invalid-gateway"
    assert f"{cell}: no mutant changes it; add one that does\n" == capsys.readouterr().err
    assert f"- `{cell}`\n" in report.read_text()


def test_an_observation_that_no_mutant_moves_fails(
    report: Path, killing: Killing, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is named, and the report lists it."""
    killing(rows=len(ROWS) - 1)
    assert 1 == main(["mutants"])
    assert f"the observation {ROWS[-1]}: no mutant changes it; add one that does\n" == capsys.readouterr().err
    assert report.read_text().endswith(f"- `{ROWS[-1]}`\n")


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["gate-is-rewordet"], 'gate-is-rewordet: there is no such mutant; did you mean "gate-is-reworded"?'),
        (["x", "--check"], "--check compares the report on all mutants; leave out --check, or the names"),
    ],
)
def test_a_mistake_of_the_user_is_one_line(arguments: list[str], line: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The exit status is 2, and the line says what to do."""
    assert 2 == main(["mutants", *arguments])
    assert f"token-conformance: {line}\n" == capsys.readouterr().err


@pytest.mark.slow
def test_a_folder_without_suites_uses_the_shipped_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Their mutants are killed as in a checkout, and nothing is written."""
    monkeypatch.chdir(tmp_path)
    assert 0 == main(["mutants", "gate-is-reworded"])
    assert (True, []) == (", as declared\n" in capsys.readouterr().out, list(tmp_path.iterdir()))


@pytest.mark.slow
def test_suites_without_a_cell_prove_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The message of pytest is shown."""
    (tmp_path / "suites").mkdir()
    monkeypatch.chdir(tmp_path)
    assert 2 == main(["mutants", "gate-is-reworded"])
    assert "token-conformance: the suites could not be run: " in capsys.readouterr().err
