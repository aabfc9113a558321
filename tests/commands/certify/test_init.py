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

GIVEN = ("--name", "mine", "--version", "1.2", "--product", 'Mine "x" \\ ü', "--homepage", "https://mine.example.com/")


def _options(tmp_path: Path, *options: str) -> Namespace:
    parser = ArgumentParser()
    init.add_arguments(parser)
    return parser.parse_args(["--output", str(tmp_path), *options])


def _answering(answers: Iterable[str]) -> Ask:
    left = iter(answers)
    return lambda _: next(left)


@pytest.mark.parametrize("app", ["jira", "confluence", "both"])
@pytest.mark.parametrize("gateway", ["none", "MINE_GATEWAY"])
def test_the_file_is_free_of_problems(tmp_path: Path, app: str, gateway: str) -> None:
    """Whatever the answers, the file can be used as it is."""
    options = _options(tmp_path, *GIVEN, "--app", app, "--gateway-variable", gateway)
    assert 0 == init.create(options, None)
    subject = subject_file.load(tmp_path / "mine.toml")
    assert set(Action) == {*subject.commands, *subject.unsupported}
    assert 'Mine "x" \\ ü' == subject.product
    assert (gateway != "none") == (subject.configuration.gateway is not None)


def test_what_no_option_answers_is_asked(tmp_path: Path) -> None:
    """An empty answer takes what stands in brackets, and one that does not fit is asked again."""
    ask = _answering(
        ["mi ne", "mine", "1.2", "Mine", "https://mine.example.com/", "jira", "", "", "MY_URL", "", "./mine"]
    )
    assert 0 == init.create(_options(tmp_path), ask)
    subject = subject_file.load(tmp_path / "mine.toml")
    assert {"APP_EMAIL": "{email}", "APP_TOKEN": "{token}"} == subject.configuration.common
    assert {"MY_URL": "{site_url}"} == subject.configuration.site
    assert ("./mine", "get-issue", "{issue_key}") == subject.commands[Action.GET_ISSUE]


@pytest.mark.parametrize("error", [EOFError, KeyboardInterrupt])
def test_somebody_who_goes_away_leaves_no_file(tmp_path: Path, error: type[BaseException]) -> None:
    """Half of the answers make no subject file."""

    def ask(_: str) -> str:
        raise error

    with pytest.raises(UserError, match="no answer to --version"):
        init.create(_options(tmp_path, "--name", "mine"), ask)
    assert [] == list(tmp_path.iterdir())


def test_three_answers_that_do_not_fit_are_enough(tmp_path: Path) -> None:
    """It does not ask for ever."""
    with pytest.raises(UserError, match=r"no answer to --name, which must be of letters, digits"):
        init.create(_options(tmp_path), _answering(["a b", "", "ü"]))


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (GIVEN[:4], "nobody is there to be asked, so give --product, --homepage as well"),
        ((*GIVEN, "--app", "trello"), "'trello' is no answer to --app: it must be jira, confluence or both"),
        ((*GIVEN, "--token-variable", "A-B"), "'A-B' is no answer to --token-variable: it must be a variable"),
        ((*GIVEN[:2], "--version", "1\x1b", *GIVEN[4:]), r"'1\x1b' is no answer to --version"),
    ],
)
def test_an_option_that_does_not_fit_is_told_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], options: tuple[str, ...], message: str
) -> None:
    """Without a terminal nothing is asked, and nothing is written."""
    assert 2 == main(["certify", "init", "--output", str(tmp_path), *options])
    error = capsys.readouterr().err
    assert message in error
    assert 1 == error.count("\n")
    assert [] == list(tmp_path.iterdir())


def test_a_file_that_is_there_is_left_alone(tmp_path: Path) -> None:
    """Its author has corrected it."""
    (tmp_path / "mine.toml").write_text("corrected")
    with pytest.raises(UserError, match=r"mine\.toml: is there already and is left alone"):
        init.create(_options(tmp_path, *GIVEN), None)
    assert "corrected" == (tmp_path / "mine.toml").read_text()


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    """The line names the file and what to do."""
    with pytest.raises(UserError, match=r"mine\.toml: cannot be written \(No such file or directory\); give another"):
        init.create(_options(tmp_path / "nowhere", *GIVEN), None)
