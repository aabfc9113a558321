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


@pytest.mark.slow
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
    assert "fail  T7 (Core) an empty 200 is no success\n  `list-projects` ended as a success" in shown.out
    repeat = f"token-conformance certify run --subject {SUBJECT} --only T7 --scenario scoped-site --verbose"
    assert f"repeat {repeat}" in " ".join(shown.out.replace("\\\n", "").split())
    assert f"    file      {output}/plain/observations/scoped-site.json\n" in shown.out
    assert "Level: none (Core is not reached), " in shown.out
    assert "scoped-site" == json.loads((output / "plain/observations/scoped-site.json").read_text())["scenario"]


@pytest.mark.slow
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


PART = ["certify", "run", "--subject", str(SUBJECT), "--only", "T7", "--scenario", "scoped-site"]


@pytest.mark.slow
def test_a_part_leaves_the_whole_run_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It shows all that was sent, answered and printed, and gives no level; its folder cannot be packed."""
    whole = tmp_path / "plain" / "run.json"
    whole.parent.mkdir()
    whole.write_text("{}")
    assert 1 == main([*PART, "--verbose", "--output", str(tmp_path)])
    shown = capsys.readouterr().out
    assert "scoped-site: A scoped token, and only the site's URL: the usual mistake.\n" in shown
    assert "  scoped-site: list-projects (exited, exit status 0)\n" in shown
    assert "    > GET SITE.atlassian.net/rest/api/3/project, answered 200 (scoped token in the header)\n" in shown
    assert "T7 Core fail: An empty 200 to an unresolved token is not reported as a success.\n" in shown
    assert "Level" not in shown
    assert "{}" == whole.read_text()
    folder = tmp_path / "_partial" / "plain"
    assert [folder / "scoped-site.json"] == list(folder.iterdir())
    assert 2 == main(["certify", "pack", str(folder), "-o", str(tmp_path / "plain.zip")])
    assert "run.json is missing, so this is neither a whole run nor a certificate" in capsys.readouterr().err


@pytest.mark.slow
@pytest.mark.parametrize(("only", "status"), [("T3", 3), ("T4", 0), ("T8", 1)])
def test_the_exit_status_of_a_part_is_that_of_its_requirements(tmp_path: Path, only: str, status: int) -> None:
    """One that is not observed is neither good nor bad."""
    assert status == main([*PART[:5], only, *PART[6:], "--output", str(tmp_path)])


@pytest.mark.slow
def test_a_part_that_cannot_be_written_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The line names the file."""
    (tmp_path / "_partial").write_text("")
    assert 2 == main([*PART, "--output", str(tmp_path)])
    error = capsys.readouterr().err
    assert error.startswith(f"token-conformance: {tmp_path}/_partial/plain/scoped-site.json: cannot be written (")
    assert 1 == error.count("\n")


def test_an_unknown_part_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is run."""
    assert 2 == main([*PART[:5], "T99"])
    assert "token-conformance: unknown requirement 'T99'; did you mean \"T9\"?\n" == capsys.readouterr().err


INTERRUPTED = "token-conformance certify run: interrupted; only steps by hand are kept of unfinished subjects\n"
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
