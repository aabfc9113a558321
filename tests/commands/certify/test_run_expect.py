"""`certify run --expect` compares a run with the expectations of the product's author."""

import errno
import json
import sys
import tomllib
from pathlib import Path

import pytest

from plain_run import SUBJECT
from token_conformance.certify import certification
from token_conformance.certify.certificate.container import read
from token_conformance.certify.certificate.evidence import evidence_of
from token_conformance.cli import main


@pytest.fixture
def run(run_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The words that run the subject again and expect a file; what was observed before is observed again."""
    observed = evidence_of(read(run_folder)).observations
    monkeypatch.setattr(certification, "observe_all", lambda *_, **__: observed)
    monkeypatch.chdir(tmp_path)
    return ["certify", "run", "--subject", str(SUBJECT), "--expect", "expected.toml"]


@pytest.fixture
def expected(run: list[str], capsys: pytest.CaptureFixture[str]) -> Path:
    """The file that `--update` makes, with a reason in the words of its author."""
    assert 0 == main([*run, "--update"])
    capsys.readouterr()
    path = Path("expected.toml")
    text = path.read_text(encoding="utf-8")
    reason = text.split("[T7.list-projects]")[1].split("reason = ")[1].splitlines()[0]
    path.write_text(text.replace(reason, '"Issue 41."  # ours'), encoding="utf-8")
    return path


def test_the_first_file_says_how_many_requirements_do_not_pass(
    run: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """None of them is worse than before: there was nothing before. Its entries are of actions, so they are more."""
    assert 0 == main([*run, "--update"])
    entries = tomllib.loads(Path("expected.toml").read_text(encoding="utf-8"))
    count = len(entries.keys() - {"format", "subject"})
    last = capsys.readouterr().out.splitlines()[-1]
    assert f"expected.toml: written (requirements that do not pass: {count}); say in each new reason why" in last
    assert count > 1


def test_a_product_below_core_is_green_as_expected(
    run: list[str], expected: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its level does not matter then, and the file stays."""
    text = expected.read_text(encoding="utf-8")
    assert 0 == main(run)
    last = capsys.readouterr().out.splitlines()[-1]
    count = text.count("reason = ")
    assert f"As expected by expected.toml, which has {count} results with a reason; the others pass." == last
    assert text == expected.read_text(encoding="utf-8")


def test_a_worse_result_ends_with_1(run: list[str], expected: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The line names requirement and action, both results, and what was seen."""
    text = expected.read_text(encoding="utf-8")
    head, _, tail = text.partition("[T8.get-issue]")
    expected.write_text(head + tail[tail.index("\n[") :], encoding="utf-8")
    assert 1 == main(run)
    shown = capsys.readouterr().out
    assert "  worse   T8: expected pass, got fail. `get-issue` did not speak of authentication" in shown
    assert shown.endswith("\nNot as expected by expected.toml: 1 worse. Correct what is worse; --update accepts it.\n")


def test_a_stale_expectation_ends_with_3(run: list[str], expected: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Its reason is shown, and `--update` renews the file."""
    stale = '[T1]\nresult = "fail"\nreason = "Once."\n'
    expected.write_text(f"{expected.read_text(encoding='utf-8')}\n{stale}", encoding="utf-8")
    assert 3 == main(run)
    shown = capsys.readouterr().out
    assert "  better  T1: expected fail, got pass. " in shown
    assert " Its reason was: Once.\n" in shown
    assert shown.endswith("Not as expected by expected.toml: 1 better. The file is stale: renew it with --update.\n")
    assert 0 == main([*run, "--update"])
    shown = capsys.readouterr().out
    assert "  T1: fail -> pass\nexpected.toml: written (1 better); say in each new reason why" in shown
    text = expected.read_text(encoding="utf-8")
    assert '# reason = "Once."' in text
    assert '"Issue 41."  # ours' in text
    assert 0 == main([*run, "--update"])
    assert "expected.toml: is as the run already, and was not changed\n" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ([], "expected.toml: there is no such file; make it with --update"),
        (["--expect", "none/e.toml", "--update"], "none/e.toml: cannot be written; make its folder writable, or name"),
        (["--only", "T7"], "--expect: is for whole runs; leave out --only and --scenario"),
        (["--write", "none/r.json", "--update"], "none/r.json: cannot be written; make its folder writable, or name"),
        (["--subject", str(SUBJECT), "b.toml"], "--expect: is for one subject; run each subject with its own file"),
    ],
)
def test_a_mistake_is_one_line_before_anything_is_run(
    run: list[str], capsys: pytest.CaptureFixture[str], words: list[str], line: str
) -> None:
    """The status is that of usage."""
    assert 2 == main([*run, *words])
    shown = capsys.readouterr()
    assert ("", 1) == (shown.out, shown.err.count("\n"))
    assert shown.err.startswith(f"token-conformance: {line}")


def test_update_needs_a_file(capsys: pytest.CaptureFixture[str]) -> None:
    """There is no usual name."""
    assert 2 == main(["certify", "run", "--subject", str(SUBJECT), "--update"])
    assert "token-conformance: --update: needs the file to write; add --expect FILE\n" == capsys.readouterr().err


def test_reports_are_written_beside_the_text(
    run: list[str], expected: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One run is enough for all of them."""
    assert expected.exists()
    assert 0 == main([*run, *(word for name in ("r.json", "r.xml", "r.md") for word in ("--write", name))])
    assert capsys.readouterr().out.startswith("plain: ")
    assert ["{", "<", "#"] == [Path(name).read_text(encoding="utf-8")[0] for name in ("r.json", "r.xml", "r.md")]


def test_a_format_replaces_the_text(run: list[str], expected: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The document is all that is printed, and the status is the same."""
    assert expected.exists()
    assert 0 == main([*run, "--format", "json"])
    (subject,) = json.loads(capsys.readouterr().out)["subjects"]
    assert ("plain", "as expected") == (subject["name"], subject["gate"]["verdict"])


def test_what_is_not_as_expected_is_marked(run: list[str], expected: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """At its line, by the JSON of the run."""
    head = expected.read_text(encoding="utf-8").partition("[T")[0]
    expected.write_text(f'{head}[T1]\nresult = "fail"\nreason = "Once."\n', encoding="utf-8")
    assert 1 == main([*run, "--write", "r.json"])
    capsys.readouterr()
    assert 0 == main(["certify", "annotations", "r.json"])
    lines = capsys.readouterr().out.splitlines()
    assert "::error file=expected.toml,title=worse%3A plain T7::expected pass, got fail. " in lines[2]
    assert "::warning file=expected.toml,line=5,title=better%3A plain T1::expected fail, got pass. " in lines[-1]


def test_a_run_that_fails_leaves_no_report(run: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nobody takes an empty report for one in which nothing failed."""
    assert run
    Path("broken.toml").write_text("[subject]\n")
    for words in (["--write", "r.xml"], ["--format", "junit"]):
        assert 2 == main(["certify", "run", "--subject", str(tmp_path / "broken.toml"), *words])
    assert "" == capsys.readouterr().out
    assert not Path("r.xml").exists()


def test_the_ending_of_a_report_says_its_format(run: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Another ending is refused in one line."""
    with pytest.raises(SystemExit):
        main([*run, "--write", "r.html"])
    assert "--write: r.html: does not say its format; end it with .json, .xml, .md" in capsys.readouterr().err


@pytest.mark.parametrize("options", [[], ["--format", "json"]], ids=["text", "json"])
def test_an_output_that_is_full_loses_no_file(
    run: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, options: list[str]
) -> None:
    """A run takes a minute, and `| head` must not throw away what it has shown."""

    def full(_: str) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(sys.stdout, "write", full)
    assert 2 == main([*run, "--update", "--write", "run.json", *options])
    assert "[T7.list-projects]" in Path("expected.toml").read_text(encoding="utf-8")
    assert json.loads(Path("run.json").read_text(encoding="utf-8"))
    assert "the output: No space left on device; make room, permit it, or name another\n" in capsys.readouterr().err
