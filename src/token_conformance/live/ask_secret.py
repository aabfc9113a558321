"""The login of a question about one token: from a prompt that shows nothing, from variables, or from standard input.

It is never an argument of a command, which the shell would keep in its history and show in the list of processes.
"""

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field

from token_conformance.calls.token_shape import is_sent_as_bearer
from token_conformance.errors import UserError
from token_conformance.live import values
from token_conformance.live.variables import VARIABLES, name_of
from token_conformance.redaction.output import ask, ask_unseen, complain, current_redactor

STANDARD_INPUT = "standard input"
LARGEST = 64 * 1024
"""The most bytes that are read from standard input: a token has some 200, and an OAuth token some 2,000."""

_PROMPT = "the prompt"
_EMAIL, _SERVICE_EMAIL = name_of("email"), name_of("service_account_email")
_SERVICE_TOKEN = name_of("service_account_token")
_TOKENS = tuple(variable.name for variable in VARIABLES if variable.is_token)
_MOST_LINES = 2


@dataclass(frozen=True)
class Login:
    """A token, with the e-mail address of its account unless it is sent without one, and where the token is from.

    Neither is in the repr.
    """

    token: str = field(repr=False)
    email: str = field(default="", repr=False)
    source: str = _PROMPT


def login(variables: Mapping[str, str], *, variable: str | None = None, from_stdin: bool = False) -> Login:
    """The login of a question; what is in no variable is asked for. It is redacted from now on wherever it is printed.

    `variable` names the one that has the token. `from_stdin` reads the token from standard input, or the e-mail address
    and, in a second line, the token. Raises UserError, which shows neither of them.
    """
    given = _of_stdin() if from_stdin else _of_variables(variables, variable)
    token = given.token or _asked_unseen("API token (nothing is shown while you type): ")
    _require(given.source, values.token(token))
    return _protected(Login(token, given.email or _email_for(token, given.source, variables), given.source))


def _protected(found: Login) -> Login:
    current_redactor().protect_secret(found.token, "token", found.email or None)
    current_redactor().protect_secret(found.email, "e-mail")
    return found


def _of_stdin() -> Login:
    """The token of standard input, with the e-mail address if there is a line with it before the token."""
    content = sys.stdin.buffer.read(LARGEST + 1) if sys.stdin else b""
    lines = content.decode("utf-8-sig", "replace").strip("\r\n").splitlines()
    if len(content) > LARGEST or len(lines) > _MOST_LINES:
        raise UserError(
            f"{STANDARD_INPUT}: holds more than a token; write the token alone, or the e-mail address and,"
            " in a second line, the token"
        )
    if not lines or not lines[-1].strip():
        raise UserError(f'{STANDARD_INPUT}: holds no token; write it there: `printf %s "$TOKEN" | ...`')
    if len(lines) == 1:
        return Login(lines[0], source=STANDARD_INPUT)
    address = lines[0].strip()
    if values.email(address):
        raise UserError(
            f"{STANDARD_INPUT}: has two lines, and the first one is not an e-mail address; a token has no"
            " line end in it"
        )
    return Login(lines[1], address, STANDARD_INPUT)


def _of_variables(variables: Mapping[str, str], name: str | None) -> Login:
    """The token of the variable, or of the one that is set; an empty token if none is."""
    if name is not None:
        if name not in variables:
            raise UserError(
                "--variable: no variable of this name is set, here or in .env; name the variable that has"
                " the token, and never write the token itself"
            )
        return Login(variables[name], source=name)
    found = [one for one in _TOKENS if one in variables]
    if len(found) > 1:
        raise UserError(f"{', '.join(found)}: several tokens are set; name the one that you ask about with --variable")
    return Login(variables[found[0]], source=found[0]) if found else Login("")


def _email_for(token: str, source: str, variables: Mapping[str, str]) -> str:
    """The e-mail address for a token; empty if it is sent without one."""
    name = _SERVICE_EMAIL if source == _SERVICE_TOKEN else _EMAIL
    if is_sent_as_bearer(token):
        return variables.get(_SERVICE_EMAIL, "") if source == _SERVICE_TOKEN else ""
    email = variables.get(name, "")
    if not email and (source == STANDARD_INPUT or not _is_at_terminal()):
        raise UserError(
            f"{name}: is not set; set it to the address of the token's account, or use --token-stdin with the address"
            " and, in a second line, the token"
        )
    email = email or _asked("e-mail address of the token's account:")
    _require(name if name in variables else _PROMPT, values.email(email))
    return email


def _asked(prompt: str) -> str:
    complain(prompt)  # standard output may be a file for a program
    try:
        return ask("").strip()
    except EOFError:
        raise UserError(f"{_PROMPT}: no e-mail address was typed; type the one that the account logs in with") from None


def _asked_unseen(prompt: str) -> str:
    if not _is_at_terminal():
        raise UserError(
            f"there is no terminal to ask for the token at; set {_EMAIL} and {_TOKENS[0]} (or another variable, and"
            " name it with --variable), or use --token-stdin"
        )
    try:
        typed = ask_unseen(prompt)
    except EOFError:
        typed = ""
    if not typed:
        raise UserError(f"{_PROMPT}: no token was typed; paste it, and press Enter")
    return typed


def _is_at_terminal() -> bool:
    return sys.stdin is not None and sys.stdin.isatty()


def _require(source: str, problem: str | None) -> None:
    if problem:
        raise UserError(f"{source}: {problem}")
