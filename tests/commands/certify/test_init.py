"""`certify init` writes a subject file that its author only has to correct."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterable
from pathlib import Path

import pytest

from token_conformance.certify.subject import file as subject_file
from token_conformance.certify.subject.subject import Action, Ask
from token_conformance.cli import main
from token_conformance.commands.certify import init
from token_conformance.errors import UserError

OPTIONS = (
    "--name",
    "mine",
    "--version",
    "1.2",
    "--product",
    'Mine "x" \\ ü',
    "--homepage",
    "https://mine.example.com/",
)


def _options(tmp_path: Path, *options: str) -> Namespace:
    parser = ArgumentParser()
    init.add_arguments(parser)
    return parser.parse_args(["--output", str(tmp_path), *options])


def _answering(answers: Iterable[str]) -> Ask:
    iterator = iter(answers)
    return lambda _: next(iterator)


@pytest.mark.parametrize("app", ["jira", "confluence", "both"])
@pytest.mark.parametrize("gateway", ["none", "MINE_GATEWAY"])
def test_the_file_is_free_of_problems(tmp_path: Path, app: str, gateway: str) -> None:
    """With any answers, the file can be used as it is."""
    options = _options(tmp_path, *OPTIONS, "--app", app, "--gateway-variable", gateway)
    assert 0 == init.create(options, None)
    subject = subject_file.load(tmp_path / "mine.toml")
    assert set(Action) == {*subject.commands, *subject.unsupported}
    assert 'Mine "x" \\ ü' == subject.product
    assert (gateway != "none") == (subject.configuration.gateway is not None)


def test_what_no_option_answers_is_asked(tmp_path: Path) -> None:
    """An empty answer takes the default, and an answer that is not valid is asked again."""
    ask = _answering(
        ["", "mi ne", "mine", "1.2", "Mine", "https://mine.example.com/", "jira", "", "", "MY_URL", "", "./mine"]
    )
    assert 0 == init.create(_options(tmp_path), ask)
    subject = subject_file.load(tmp_path / "mine.toml")
    assert {"APP_EMAIL": "{email}", "APP_TOKEN": "{token}"} == subject.configuration.common
    assert {"MY_URL": "{site_url}"} == subject.configuration.site
    assert ("./mine", "get-issue", "{issue_key}") == subject.commands[Action.GET_ISSUE]


@pytest.mark.parametrize("error", [EOFError, KeyboardInterrupt])
def test_a_user_who_stops_gets_no_file(tmp_path: Path, error: type[BaseException]) -> None:
    """No file is written with a part of the answers."""

    def ask(_: str) -> str:
        raise error

    with pytest.raises(UserError, match="no valid answer for --template; nothing was written"):
        init.create(_options(tmp_path), ask)
    assert [] == list(tmp_path.iterdir())


def test_the_third_answer_that_is_not_valid_ends_the_command(tmp_path: Path) -> None:
    """A question is asked three times at most."""
    with pytest.raises(UserError, match=r"no valid answer for --name; nothing was written. Give letters, digits"):
        init.create(_options(tmp_path), _answering(["python", "a b", "", "ü"]))


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (OPTIONS[:4], "there is no terminal to ask at; give --product, --homepage as well, or --temp"),
        (
            ("--template", "rust"),
            "'rust' is not valid for --template; give one of cli, python, javascript, java, go, mcp",
        ),
        ((*OPTIONS, "--app", "trello"), "'trello' is not valid for --app; give jira, confluence or both"),
        (
            (*OPTIONS, "--token-variable", "A-B"),
            "'A-B' is not valid for --token-variable; give the name of an environment variable",
        ),
        ((*OPTIONS[:2], "--version", "1\x1b", *OPTIONS[4:]), r"'1\x1b' is not valid for --version"),
    ],
)
def test_an_option_that_is_not_valid_gives_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], options: tuple[str, ...], message: str
) -> None:
    """Without a terminal nothing is asked, and nothing is written."""
    assert 2 == main(["certify", "init", "--output", str(tmp_path), *options])
    error = capsys.readouterr().err
    assert message in error
    assert 1 == error.count("\n")
    assert [] == list(tmp_path.iterdir())


def test_a_file_that_exists_is_not_changed(tmp_path: Path) -> None:
    """Its author may have corrected it."""
    (tmp_path / "mine.toml").write_text("corrected")
    with pytest.raises(UserError, match=r"mine\.toml: already exists and is not changed"):
        init.create(_options(tmp_path, *OPTIONS), None)
    assert "corrected" == (tmp_path / "mine.toml").read_text()


def test_a_folder_that_is_missing_gives_one_line(tmp_path: Path) -> None:
    """The line names the file and what to do."""
    with pytest.raises(UserError, match=r"mine\.toml: cannot be written \(No such file or directory\); give another"):
        init.create(_options(tmp_path / "nowhere", *OPTIONS), None)


def test_a_template_is_written_without_a_question(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What no option answers is an example, in a line that is marked; the last line says what to do."""
    options = ("--template", "go", "--output", str(tmp_path), "--product", "Mine")
    assert 0 == main(["certify", "init", *options])
    text = (tmp_path / "mine.toml").read_text()
    assert 'product = "Mine"\nhomepage = "https://example.com/"  # REPLACE\n' in text
    assert 'APP_URL = "{jira_gateway_url}"  # REPLACE\n' in text
    *written, todo = capsys.readouterr().out.splitlines()
    assert [f"{tmp_path}/{name}: written" for name in ("mine.toml", "mine/driver.go")] == written
    assert f"go build -o {tmp_path}/mine/driver {tmp_path}/mine/driver.go. Then run `token-conf" in todo
