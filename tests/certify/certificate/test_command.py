"""The steps of `token-conformance certify`, as a vendor types them."""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from token_conformance.certify import certification
from token_conformance.certify.certificate.container import write
from token_conformance.certify.scenarios.all_scenarios import SCENARIOS
from token_conformance.cli import main

Files = Mapping[str, bytes]

SUBJECT = Path(__file__).parent / "subject" / "plain.toml"


@pytest.fixture
def one_scenario(monkeypatch: pytest.MonkeyPatch) -> None:
    """A run of a single scenario, which is soon over."""
    monkeypatch.setattr(certification, "SCENARIOS", {"scoped-site": SCENARIOS["scoped-site"]})


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """A subject file with two problems."""
    text = SUBJECT.read_text().replace("product =", "produkt =")
    path = tmp_path / "plain.toml"
    path.write_text(text)
    return path


@pytest.mark.usefixtures("one_scenario")
def test_a_faulty_subject_does_not_keep_another_from_its_run(
    tmp_path: Path, faulty: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its problems are told, a line each, and the other one is observed and judged."""
    output = tmp_path / "certification"
    assert 2 == main(["certify", "run", "--output", str(output), "--subject", str(faulty), str(SUBJECT)])
    shown = capsys.readouterr()
    assert f"token-conformance: {faulty}: subject.produkt: is unknown; did you mean 'product'?\n" in shown.err
    assert f"token-conformance: {faulty}: subject.product: is missing" in shown.err
    assert "plain: A <plain> client & more 1.0\n" in shown.out
    assert "  T7  Core fail         `list-projects`" in shown.out
    assert "Level: none. Self-certified against a local model; not endorsed by Atlassian.\n" in shown.out
    assert "scoped-site" == json.loads((output / "plain/observations/scoped-site.json").read_text())["scenario"]


@pytest.mark.usefixtures("one_scenario")
def test_a_new_run_replaces_the_one_before(tmp_path: Path) -> None:
    """Nothing of the old run is left among the new one, and the exit status says that Core was not reached."""
    old = tmp_path / "plain"
    old.mkdir()
    (old / "run.json").write_text("{}")
    (old / "stale.json").write_text("{}")
    assert 1 == main(["certify", "run", "--output", str(tmp_path), "--subject", str(SUBJECT)])
    assert ["observations", "run.json", "subject.toml"] == sorted(path.name for path in old.iterdir())
    assert [old] == list(tmp_path.iterdir())


def test_what_is_no_run_is_not_replaced(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Somebody's own files are left alone, and that is known before anything is run."""
    (tmp_path / "plain").mkdir()
    assert 2 == main(["certify", "run", "--output", str(tmp_path), "--subject", str(SUBJECT)])
    assert f"{tmp_path}/plain: is there and holds no run, so it is left alone" in capsys.readouterr().err


def test_a_subject_that_is_not_installed_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The line says which command installs it."""
    path = tmp_path / "plain.toml"
    path.write_text(SUBJECT.read_text() + '\n[install]\npypi = ["plain==1.0"]\n')
    assert 2 == main(["certify", "run", "--output", str(tmp_path), "--subject", str(path)])
    assert f"is not here; run `token-conformance certify install {path}`\n" in capsys.readouterr().err


def test_a_name_that_is_none_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    """The line says what there is."""
    assert 2 == main(["certify", "run", "--subject", "plian"])
    error = capsys.readouterr().err
    assert error.startswith("token-conformance: plian: is none of ")
    assert 1 == error.count("\n")


def test_what_is_no_run_is_told_by_its_name_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A line that says the same twice reads like two problems."""
    assert 2 == main(["certify", "pack", str(SUBJECT), "-o", str(tmp_path / "plain.zip")])
    error = capsys.readouterr().err
    assert error.startswith(f"token-conformance: {SUBJECT}: cannot be read as a zip file")
    assert 1 == error.count(str(SUBJECT))


@pytest.mark.parametrize("arguments", [["run", "--subject", "jira"], ["install"], ["install", "jira"]], ids=" ".join)
def test_outside_of_the_project_there_are_no_subjects(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A user of the package alone is told what can be named instead, and nothing passes for done."""
    monkeypatch.chdir(tmp_path)
    assert 2 == main(["certify", *arguments])
    expected = "no subjects here; run in the project's folder, or give the path of a .toml file"
    assert f"token-conformance: suites/integrations/subjects: {expected}\n" == capsys.readouterr().err


INTERRUPTED = "token-conformance certify run: interrupted; the subjects under way were not kept\n"
ALONE = f"token-conformance: {SUBJECT}: it asks a person, and nobody is at the terminal; run it in one\n"


@pytest.mark.parametrize(("error", "expected"), [(KeyboardInterrupt, (130, INTERRUPTED)), (EOFError, (2, ALONE))])
def test_a_run_that_is_given_up_ends_in_one_line(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    error: type[BaseException],
    expected: tuple[int, str],
) -> None:
    """Neither Ctrl-C nor a missing person ends in a traceback."""

    def give_up(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(certification, "observe_all", give_up)
    status = main(["certify", "run", "--output", str(tmp_path), "--subject", str(SUBJECT)])
    assert expected == (status, capsys.readouterr().err)


def test_a_run_is_packed_and_verified(run_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Both commands say the subject, its level, and by whom it was certified."""
    packed = str(tmp_path / "plain.zip")
    assert 0 == main(["certify", "pack", str(run_folder), "-o", packed])
    assert 0 == main(["certify", "verify", packed])
    said = "plain 1.0, level none. Self-certified against a local model; not endorsed by Atlassian.\n"
    assert f"{packed}: written, {said}{packed}: adds up: {said}" == capsys.readouterr().out


def test_each_certificate_is_verified_whatever_is_wrong_with_another(
    files: Files, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One that is missing and one that was altered are refused, a line a problem, and the third stands."""
    write(tmp_path / "good", files)
    write(tmp_path / "bad", {**files, "wire.jsonl": b"\x1b"})
    arguments = [str(tmp_path / name) for name in ("none", "bad", "good")]
    assert 1 == main(["certify", "verify", *arguments])
    shown = capsys.readouterr()
    assert f"{arguments[2]}: adds up: plain 1.0" in shown.out
    assert [
        f"{arguments[0]}: refused: there is no such file or folder; name a certificate.",
        f"{arguments[1]}: refused: wire.jsonl was changed: its SHA-256 is not the one of the manifest.",
        f"{arguments[1]}: refused: wire.jsonl is not the wire log of the observations.",
    ] == shown.err.splitlines()


def _record(folder: Path, **changes: object) -> None:
    path = folder / "run.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | changes))


def _lose(folder: Path) -> None:
    (folder / "observations" / "noisy.json").unlink()
    (folder / "observations" / "scoped-site.json").unlink()


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda folder: _record(folder, door="base-url"), "It was observed at a base URL"),
        (lambda folder: _record(folder, suite="9.9.9"), "It was made with suite 9.9.9"),
        (_lose, "The observation of scoped-site is missing. (and 1 more)"),
        (lambda folder: (folder / "run.json").unlink(), "run.json is missing, so this is neither a run nor"),
        (lambda folder: (folder / "subject.toml").write_text("["), "subject.toml: is no TOML"),
    ],
)
def test_what_would_be_refused_is_not_packed(
    run_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], spoil: object, message: str
) -> None:
    """One line says why, and no file is written."""
    folder = shutil.copytree(run_folder, tmp_path / "plain")
    spoil(folder)  # type: ignore[operator]  # a case of the list above
    assert 2 == main(["certify", "pack", str(folder), "-o", str(tmp_path / "plain.zip")])
    error = capsys.readouterr().err
    assert f"token-conformance: {folder}: " in error
    assert message in error
    assert 1 == error.count("\n")
    assert not (tmp_path / "plain.zip").exists()


def test_lint_lists_all_problems(faulty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file without problems is told as well, and does not hide the others."""
    assert 1 == main(["certify", "lint", str(faulty), str(SUBJECT)])
    lines = capsys.readouterr().out.splitlines()
    assert f"{SUBJECT}: nothing is wrong with it; plain has 2 commands" == lines[-1]
    assert 3 == len(lines)


def test_a_subject_without_packages_is_installed_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    """There is nothing to do, and that is said."""
    assert 0 == main(["certify", "install", str(SUBJECT)])
    assert "plain: has nothing to install\n" == capsys.readouterr().out
