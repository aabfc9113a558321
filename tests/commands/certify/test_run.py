"""`certify run` observes subjects, writes the evidence, and prints findings and levels."""

import json
from pathlib import Path

import pytest

from plain_run import SUBJECT
from token_conformance.certify import certification
from token_conformance.certify.scenarios.all_scenarios import SCENARIOS
from token_conformance.cli import main


@pytest.fixture
def one_scenario(monkeypatch: pytest.MonkeyPatch) -> None:
    """A run of a single scenario, which is short."""
    monkeypatch.setattr(certification, "SCENARIOS", {"scoped-site": SCENARIOS["scoped-site"]})


@pytest.fixture
def invalid(tmp_path: Path) -> Path:
    """A subject file with two problems."""
    text = SUBJECT.read_text().replace("product =", "produkt =")
    path = tmp_path / "plain.toml"
    path.write_text(text)
    return path


@pytest.mark.usefixtures("one_scenario")
def test_an_invalid_subject_does_not_stop_the_run_of_another(
    tmp_path: Path, invalid: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its problems are reported, one per line, and the other subject is observed and judged."""
    output = tmp_path / "certification"
    assert 2 == main(["certify", "run", "--output", str(output), "--subject", str(invalid), str(SUBJECT)])
    shown = capsys.readouterr()
    assert f"token-conformance: {invalid}: subject.produkt: is unknown; did you mean 'product'?\n" in shown.err
    assert f"token-conformance: {invalid}: subject.product: is missing" in shown.err
    assert "plain: A <plain> client & more 1.0\n" in shown.out
    assert "  T7  Core fail         `list-projects`" in shown.out
    assert "Level: none. Self-certified against a local model; not endorsed by Atlassian.\n" in shown.out
    assert "scoped-site" == json.loads((output / "plain/observations/scoped-site.json").read_text())["scenario"]


@pytest.mark.usefixtures("one_scenario")
def test_a_new_run_replaces_the_one_before(tmp_path: Path) -> None:
    """No file of the old run is left, and the exit status says that Core was not reached."""
    old = tmp_path / "plain"
    old.mkdir()
    (old / "run.json").write_text("{}")
    (old / "stale.json").write_text("{}")
    assert 1 == main(["certify", "run", "--output", str(tmp_path), "--subject", str(SUBJECT)])
    assert ["observations", "run.json", "subject.toml"] == sorted(path.name for path in old.iterdir())
    assert [old] == list(tmp_path.iterdir())


def test_a_folder_that_is_not_a_run_is_not_replaced(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The user's own files stay, and the error comes before anything is run."""
    (tmp_path / "plain").mkdir()
    assert 2 == main(["certify", "run", "--output", str(tmp_path), "--subject", str(SUBJECT)])
    assert f"{tmp_path}/plain: exists and is not a run, so it is not replaced" in capsys.readouterr().err


def test_a_subject_that_is_not_installed_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The line names the command that installs it."""
    path = tmp_path / "plain.toml"
    path.write_text(SUBJECT.read_text() + '\n[install]\npypi = ["plain==1.0"]\n')
    assert 2 == main(["certify", "run", "--output", str(tmp_path), "--subject", str(path)])
    expected = f"{path}: its [install] packages are missing; run `token-conformance certify install {path}`\n"
    assert expected in capsys.readouterr().err


def test_an_unknown_subject_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    """The line lists the subjects that exist."""
    assert 2 == main(["certify", "run", "--subject", "plian"])
    error = capsys.readouterr().err
    assert error.startswith("token-conformance: plian: is not a subject in suites/integrations/subjects (")
    assert 1 == error.count("\n")


INTERRUPTED = "token-conformance certify run: interrupted; unfinished subjects were not written\n"
ALONE = f"token-conformance: {SUBJECT}: its [manual] actions need a person; run it in a terminal\n"


@pytest.mark.parametrize(("error", "expected"), [(KeyboardInterrupt, (130, INTERRUPTED)), (EOFError, (2, ALONE))])
def test_a_run_that_is_stopped_ends_with_one_line(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    error: type[BaseException],
    expected: tuple[int, str],
) -> None:
    """Neither Ctrl-C nor a missing person ends in a traceback."""

    def stop(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(certification, "observe_all", stop)
    status = main(["certify", "run", "--output", str(tmp_path), "--subject", str(SUBJECT)])
    assert expected == (status, capsys.readouterr().err)
