"""The login of a question: where it comes from, and that nothing shows it."""

import getpass
import io
import sys
from collections.abc import Callable, Mapping
from functools import partial
from types import SimpleNamespace

import pytest

from token_conformance.errors import UserError
from token_conformance.live.ask_secret import LARGEST, Login, login
from token_conformance.redaction.output import one_line, redacting

EMAIL = "me@example.com"
TOKEN = "made-up-token-of-a-person-0123456789"
ADDRESS = "TOKEN_CONFORMANCE_EMAIL"
UNSCOPED, SCOPED = "TOKEN_CONFORMANCE_UNSCOPED_TOKEN", "TOKEN_CONFORMANCE_SCOPED_JIRA_TOKEN"
SERVICE, SERVICE_ADDRESS = "TOKEN_CONFORMANCE_SERVICE_ACCOUNT_TOKEN", "TOKEN_CONFORMANCE_SERVICE_ACCOUNT_EMAIL"
SERVICE_EMAIL = "robot@" + "serviceaccount.atlassian.com"
SERVICE_TOKEN = "AT" + "STT" + "-made-up-0123456789"

Typed = Callable[..., list[str]]


@pytest.fixture
def stdin(monkeypatch: pytest.MonkeyPatch) -> Callable[[bytes], None]:
    """Put bytes on standard input, which is no terminal."""

    def put(content: bytes) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))

    return put


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Typed:
    """Type lines at a terminal: those without an echo first; the prompts are returned."""

    def put(token: str, email: str = "") -> list[str]:
        prompts: list[str] = []
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(isatty=lambda: True))
        monkeypatch.setattr(getpass, "getpass", partial(_answered, prompts, token))
        monkeypatch.setattr("builtins.input", partial(_answered, prompts, email))
        return prompts

    return put


def _answered(prompts: list[str], answer: str, prompt: str) -> str:
    prompts.append(prompt)
    return answer


def refusal(variables: Mapping[str, str], **how: object) -> str:
    """The one line of a refusal, which shows neither token nor e-mail address."""
    with pytest.raises(UserError) as error:
        login(variables, **how)  # type: ignore[arg-type]  # its own options
    assert 1 == len(str(error.value).splitlines())
    assert not any(value in str(error.value) for value in variables.values() if len(value) > 3)
    return str(error.value)


@pytest.mark.parametrize("name", [UNSCOPED, SCOPED, "TOKEN_CONFORMANCE_SCOPED_CONFLUENCE_TOKEN"])
def test_the_variables_are_those_of_a_live_run(name: str) -> None:
    """Whoever has set up a live run has nothing more to set."""
    assert Login(TOKEN, EMAIL, name) == login({name: TOKEN, ADDRESS: EMAIL})


def test_any_variable_can_be_named() -> None:
    """The token may be in a variable of another program."""
    assert Login(TOKEN, EMAIL, "JIRA_TOKEN") == login({"JIRA_TOKEN": TOKEN, ADDRESS: EMAIL}, variable="JIRA_TOKEN")


def test_of_several_tokens_one_must_be_named() -> None:
    """A guess would answer another question."""
    assert f"{UNSCOPED}, {SCOPED}: several tokens" in refusal({UNSCOPED: TOKEN, SCOPED: TOKEN, ADDRESS: EMAIL})
    assert SCOPED == login({UNSCOPED: TOKEN, SCOPED: TOKEN, ADDRESS: EMAIL}, variable=SCOPED).source


def test_a_token_in_place_of_a_variable_is_not_shown() -> None:
    """Somebody may write the token where its variable is named."""
    assert TOKEN not in refusal({}, variable=TOKEN)


def test_a_service_account_needs_no_address() -> None:
    """Its token is sent as Bearer, whichever variable it is in."""
    assert Login(SERVICE_TOKEN, "", UNSCOPED) == login({UNSCOPED: SERVICE_TOKEN, ADDRESS: EMAIL})
    address = SERVICE_EMAIL
    given = {SERVICE: SERVICE_TOKEN, SERVICE_ADDRESS: address, ADDRESS: EMAIL}
    assert Login(SERVICE_TOKEN, address, SERVICE) == login(given)


def test_a_service_account_whose_token_has_no_shape_is_asked_for_its_own_address() -> None:
    """The address of the person does not belong to it."""
    address = SERVICE_EMAIL
    assert address == login({SERVICE: TOKEN, SERVICE_ADDRESS: address, ADDRESS: EMAIL}).email


def test_nothing_is_asked_for_that_is_set(typed: Typed) -> None:
    """Only what is missing is typed."""
    prompts = typed(TOKEN, EMAIL)
    assert Login(TOKEN, EMAIL, UNSCOPED) == login({UNSCOPED: TOKEN, ADDRESS: EMAIL})
    assert [] == prompts


def test_what_is_not_set_is_asked_for(typed: Typed, capsys: pytest.CaptureFixture[str]) -> None:
    """The token is typed without an echo, and the prompts do not mix with the answer."""
    prompts = typed(TOKEN, f"{EMAIL} ")
    assert Login(TOKEN, EMAIL, "the prompt") == login({})
    assert 2 == len(prompts)
    assert "e-mail address" in (shown := capsys.readouterr()).err
    assert "" == shown.out


def test_an_oauth_token_is_asked_for_no_address(typed: Typed) -> None:
    """What is sent as Bearer has none."""
    assert "" == (typed("eyJ" + "a.b.c"), login({}))[1].email


@pytest.mark.parametrize("content", [TOKEN, f"{TOKEN}\n", f"{TOKEN}\r\n", f"\ufeff{TOKEN}\n"])
def test_standard_input_has_the_token(stdin: Callable[[bytes], None], content: str) -> None:
    """`echo` adds a line end, and an editor of Windows a mark."""
    stdin(content.encode())
    assert Login(TOKEN, EMAIL, "standard input") == login({ADDRESS: EMAIL, SCOPED: "other"}, from_stdin=True)


def test_standard_input_can_have_the_address_too(stdin: Callable[[bytes], None]) -> None:
    """Two lines are an e-mail address and its token."""
    stdin(f"{EMAIL}\n{TOKEN}\n".encode())
    assert Login(TOKEN, EMAIL, "standard input") == login({ADDRESS: "other@example.com"}, from_stdin=True)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "holds no token"),
        (b"\n", "holds no token"),
        (b"made-up\ntoken-0123456789", "a token has no line end in it"),
        (b"a\nb\nc", "holds more than a token"),
        (b"x" * (LARGEST + 1), "holds more than a token"),
        (b"made up token", "contains blanks"),
        (b'"made-up-token"', "has quotes around it"),
        (b"me@example.com:made-up", "contains more than a token"),
        (b"\xff\xfe\x00made-up", "contains characters that no token has"),
    ],
)
def test_what_is_no_token_is_refused_in_one_line(stdin: Callable[[bytes], None], content: bytes, said: str) -> None:
    """The line names standard input and what is wrong, and shows nothing of the value."""
    stdin(content)
    line = refusal({ADDRESS: EMAIL}, from_stdin=True)
    assert line.startswith("standard input: ")
    assert said in line
    assert "made-up" not in line


@pytest.mark.parametrize("value", [" padded", "in the middle", '"quoted"', "line\nend", "with:colon", "\u2028"])
def test_the_variable_of_a_wrong_token_is_named(value: str) -> None:
    """A value with blanks, quotes or a line end is refused before anything is sent."""
    assert refusal({UNSCOPED: value, ADDRESS: EMAIL}).startswith(f"{UNSCOPED}: ")


def test_the_variable_of_a_wrong_address_is_named() -> None:
    """So is what is no e-mail address."""
    assert refusal({UNSCOPED: TOKEN, ADDRESS: "somebody"}).startswith(f"{ADDRESS}: is not an e-mail address")


def test_without_a_terminal_the_line_says_what_to_set(stdin: Callable[[bytes], None]) -> None:
    """A program that runs the command is not waited for."""
    stdin(b"")
    assert "--token-stdin" in refusal({})
    assert f"{ADDRESS}: is not set" in refusal({UNSCOPED: TOKEN})
    stdin(TOKEN.encode())
    assert f"{ADDRESS}: is not set" in refusal({}, from_stdin=True)


def test_a_terminal_that_would_show_the_token_is_refused(
    typed: Typed, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Python would go on with a warning and an echo."""
    typed(TOKEN)

    def echoes(_: str) -> str:
        import warnings  # noqa: PLC0415  # what getpass itself does

        warnings.warn("Can not control echo on the terminal.", getpass.GetPassWarning, stacklevel=2)
        return TOKEN

    monkeypatch.setattr(getpass, "getpass", echoes)
    assert "would show what you type" in refusal({ADDRESS: EMAIL})
    assert TOKEN not in "".join(capsys.readouterr())


def test_an_empty_line_is_refused(typed: Typed) -> None:
    """Somebody pressed Enter."""
    typed("")
    assert "no token was typed" in refusal({ADDRESS: EMAIL})


def test_the_login_is_redacted_from_then_on() -> None:
    """Whatever is printed later, the token is not in it; nor is it in the repr."""
    with redacting():
        found = login({UNSCOPED: TOKEN, ADDRESS: EMAIL})
        assert "<token>" == one_line(TOKEN)
        assert "<e-mail>" == one_line(EMAIL)
    assert TOKEN not in repr(found)
    assert EMAIL not in repr(found)
