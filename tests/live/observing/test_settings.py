"""The site and the tokens of an observation: where they come from, and that no line about them shows one."""

import getpass
import io
import sys
from collections.abc import Callable, Mapping
from types import SimpleNamespace

import pytest

from token_conformance.errors import UserError
from token_conformance.live.observing.questions import Sent, Token
from token_conformance.live.observing.settings import given, kind_of, tokens_in
from token_conformance.redaction.output import one_line, redacting

EMAIL, TOKEN = "me@example.com", "made-up-token-of-a-person-0123456789"
ROBOT, ROBOT_TOKEN = "robot@" + "serviceaccount.atlassian.com", "AT" + "STT" + "-made-up-0123456789"
SITE = {"TOKEN_CONFORMANCE_SITE": "https://mysite.atlassian.net/jira"}
PERSON = {**SITE, "TOKEN_CONFORMANCE_EMAIL": EMAIL, "TOKEN_CONFORMANCE_UNSCOPED_TOKEN": TOKEN}
SERVICE = {**SITE, "TOKEN_CONFORMANCE_SERVICE_ACCOUNT_TOKEN": ROBOT_TOKEN}


@pytest.fixture
def stdin(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Put a text on standard input, which is not a terminal."""

    def put(text: str) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))

    return put


def test_variables_say_of_which_kind_each_token_is() -> None:
    """The site is its name, from any form of it."""
    found = given(PERSON | SERVICE, None, None, from_stdin=False)
    assert ("mysite", EMAIL, "") == (found.site, found.email, found.service_account_email)
    assert {Token.UNSCOPED: TOKEN, Token.SERVICE_ACCOUNT: ROBOT_TOKEN} == found.tokens == tokens_in(PERSON | SERVICE)
    assert not found.has(Sent.SERVICE_ACCOUNT_BASIC)
    assert found.has(Sent.SERVICE_ACCOUNT_BEARER)
    assert "other" == given(PERSON, "other", None, from_stdin=False).site


def test_a_service_account_with_its_address_can_be_sent_as_basic_too() -> None:
    """It needs no e-mail address of a person."""
    found = given(SERVICE | {"TOKEN_CONFORMANCE_SERVICE_ACCOUNT_EMAIL": ROBOT}, None, None, from_stdin=False)
    assert found.has(Sent.SERVICE_ACCOUNT_BASIC)
    assert ("", ROBOT) == (found.email, found.service_account_email)


def test_one_token_is_asked_for_without_an_echo(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the e-mail address; its kind is an option."""
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(isatty=lambda: True))
    monkeypatch.setattr(getpass, "getpass", lambda _: TOKEN)
    monkeypatch.setattr("builtins.input", lambda _: EMAIL)
    found = given(SITE, None, Token.SCOPED_JIRA, from_stdin=False)
    assert ({Token.SCOPED_JIRA: TOKEN}, EMAIL) == (found.tokens, found.email)


@pytest.mark.parametrize(
    ("text", "kind", "email"),
    [(f"{EMAIL}\n{TOKEN}\n", Token.SCOPED_CONFLUENCE, EMAIL), (ROBOT_TOKEN, Token.SERVICE_ACCOUNT, "")],
)
def test_one_token_is_read_from_standard_input(
    stdin: Callable[[str], None], text: str, kind: Token, email: str
) -> None:
    """With the address in a line before it; tokens in variables are not used then."""
    stdin(text)
    found = given(PERSON, None, kind, from_stdin=True)
    assert ({kind: text.rsplit(maxsplit=1)[-1]}, email) == (found.tokens, found.email)


@pytest.mark.parametrize(
    ("variables", "kind", "problem"),
    [
        (
            SITE,
            None,
            "--kind: say of which kind the token is (unscoped, scoped-jira, scoped-confluence, service-account)",
        ),
        (PERSON, Token.UNSCOPED, "--kind: the variables say of which kind each token is; leave it out"),
        ({**PERSON, "TOKEN_CONFORMANCE_SITE": ""}, None, "--site: say which site, such as --site mysite, or set TOKEN"),
        ({**PERSON, "TOKEN_CONFORMANCE_UNSCOPED_TOKEN": f"{EMAIL}:{TOKEN}"}, None, "contains more than a token"),
        ({**SERVICE, "TOKEN_CONFORMANCE_SERVICE_ACCOUNT_EMAIL": "robot"}, None, "is not an e-mail address"),
    ],
)
def test_a_mistake_is_one_line(variables: Mapping[str, str], kind: Token | None, problem: str) -> None:
    """It says what to set, and shows no secret."""
    with redacting(), pytest.raises(UserError) as refused:
        given({name: value for name, value in variables.items() if value}, None, kind, from_stdin=False)
    [line] = str(refused.value).splitlines()
    assert problem in line
    assert TOKEN not in line


def test_every_problem_of_the_variables_is_a_line() -> None:
    """All at once."""
    wrong = {**PERSON, "TOKEN_CONFORMANCE_EMAIL": "me", "TOKEN_CONFORMANCE_SCOPED_JIRA_TOKEN": "a b"}
    with redacting(), pytest.raises(UserError) as refused:
        given(wrong, None, None, from_stdin=False)
    assert 2 == len(refused.value.problems)


def test_what_was_given_is_redacted_from_then_on() -> None:
    """Tokens, and the e-mail addresses."""
    with redacting():
        given(PERSON | SERVICE | {"TOKEN_CONFORMANCE_SERVICE_ACCOUNT_EMAIL": ROBOT}, None, None, from_stdin=False)
        shown = one_line(f"{EMAIL} {TOKEN} {ROBOT} {ROBOT_TOKEN}")
    assert "<e-mail> <unscoped token> <e-mail> <service-account token>" == shown


@pytest.mark.parametrize("token", Token)
def test_each_kind_has_its_word(token: Token) -> None:
    """That of the file."""
    assert token is kind_of(str(token))
    assert [token] == [*tokens_in({f"TOKEN_CONFORMANCE_{token.replace('-', '_').upper()}_TOKEN": "x"})]
