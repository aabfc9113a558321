"""What evidence files say: which rules and rows they support or contradict, and which questions they settle."""

from pathlib import Path

import pytest

from observing import GOOD, made_up
from token_conformance.cli import main
from token_conformance.errors import UserError
from token_conformance.live.observing.evidence_file import written
from token_conformance.proof.fidelity.given import contradicts, files_of, given, render_given

PAGE = {**GOOD, "scoped-confluence-v2-at-site": "page-401"}
HIDDEN = {**GOOD, "scoped-confluence-v2-at-site": "not-found", "site-gateway-scoped": "mismatch"}


def write(path: Path, answers: dict[str, str], **more: str) -> Path:
    """A file with some answers."""
    path.write_text(written(made_up(answers, **more)))
    return path


def rows(text: str, about: str) -> list[list[str]]:
    """The cells of the rows that begin with an id."""
    return [line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith(f"| `{about}`")]


def test_each_rule_and_row_has_what_is_said_of_it(tmp_path: Path) -> None:
    """By its id, with what is known until now, the answer, the file and its date."""
    file = write(tmp_path / "one.toml", PAGE)
    text = render_given([given(file)])
    [rule] = rows(text, "C1")
    says = "401: It is refused as in v1."
    assert ["`C1` (documented, reported, inferred)", "**supports**", "`scoped-confluence-v2-at-site`", says] == rule[:4]
    assert f"`{file}` (2026-11-29)" == rule[4]
    [denied] = rows(text, "scoped-site-confluence-v2-404")
    assert denied[:2] == [
        "`scoped-site-confluence-v2-404` (404, reported, 2026-07-15: hunyadi/md2conf\\#281)",
        "**contradicts**",
    ]
    about = [line.split("`")[1] for line in text.splitlines() if "**" in line]
    assert about.index("S1") < about.index("C1") < about.index("scoped-site-confluence-v2-401")


def test_the_questions_are_settled_or_still_open(tmp_path: Path) -> None:
    """Each with its answer, or with the reason why it says nothing."""
    text = render_given([given(write(tmp_path / "one.toml", HIDDEN))])
    assert "on the site's own host? | settled: 401: It works: the token is known, and lacks the scope to read" in text
    assert "| Does the unscoped token work at the gateway? | still open: not asked |  |" in text


def test_files_that_differ_say_so(tmp_path: Path) -> None:
    """The question is then settled by neither."""
    files = [given(write(tmp_path / name, answers)) for name, answers in (("a.toml", PAGE), ("b.toml", HIDDEN))]
    text = render_given(files)
    assert "| the files differ: 401: It is refused as in v1. | `" in text
    assert "| the files differ: 404: It is answered as a stranger is. | `" in text
    assert "settled: 200: It does." in text


def test_an_answer_to_a_token_that_is_not_proven_says_nothing(tmp_path: Path) -> None:
    """Its question stays open."""
    file = given(write(tmp_path / "one.toml", {**PAGE, "scoped-confluence-at-jira": "me"}))
    assert [] == rows(render_given([file]), "C1")
    assert "still open: 401: Nothing here shows that the token is good" in render_given([file])
    assert not contradicts([file])


def test_a_file_without_an_answer_is_read(tmp_path: Path) -> None:
    """It says nothing."""
    assert "No answer supports or contradicts one." in render_given([given(write(tmp_path / "one.toml", {}))])


def test_a_file_of_the_local_model_is_refused(tmp_path: Path) -> None:
    """Nothing recorded from it says how Atlassian behaves."""
    with pytest.raises(UserError, match="was recorded from the local model of this project, so it is no observation"):
        given(write(tmp_path / "one.toml", GOOD, source="edge"))


def test_folders_have_their_files_in_order(tmp_path: Path) -> None:
    """Each file once."""
    a, b = write(tmp_path / "a.toml", GOOD), write(tmp_path / "b.toml", GOOD)
    (tmp_path / "notes.md").touch()
    assert [b, a] == files_of([b, tmp_path])
    (tmp_path / "empty").mkdir()
    with pytest.raises(UserError, match=r"empty: no file in it ends with \.toml"):
        files_of([tmp_path / "empty"])


@pytest.mark.parametrize(("answers", "status"), [(PAGE, 1), (GOOD, 0), (HIDDEN, 1)])
def test_the_command_prints_the_report_and_writes_nothing(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    answers: dict[str, str],
    status: int,
) -> None:
    """The exit status is 1 if an answer contradicts a rule or a row."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "one.toml", answers)
    assert status == main(["fidelity", "--observations", "one.toml"])
    assert capsys.readouterr().out == render_given([given(Path("one.toml"))])
    assert ["one.toml"] == [path.name for path in tmp_path.iterdir()]


def test_a_bad_file_keeps_no_other_file_from_being_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is one line, and the exit status is 2."""
    (tmp_path / "bad.toml").write_text("format = 7\n")
    write(tmp_path / "edge.toml", GOOD, source="edge")
    write(tmp_path / "good.toml", GOOD)
    assert 2 == main(["fidelity", "--observations", str(tmp_path)])
    shown = capsys.readouterr()
    assert ["bad.toml: is no", "edge.toml: was "] == [line.split("/")[-1][:15] for line in shown.err.splitlines()]
    assert "good.toml" in shown.out
    assert 2 == main(["fidelity", "--observations", str(tmp_path / "bad.toml")])
    assert "" == capsys.readouterr().out


def test_the_two_options_exclude_each_other(capsys: pytest.CaptureFixture[str]) -> None:
    """The committed report is not about such files."""
    with pytest.raises(SystemExit):
        main(["fidelity", "--check", "--observations", "x.toml"])
    assert "not allowed with argument --check" in capsys.readouterr().err
