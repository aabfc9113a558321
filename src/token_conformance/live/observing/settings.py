"""The site and the tokens to observe with: from variables, from a prompt, or from standard input."""

from collections.abc import Iterator, Mapping

from token_conformance.errors import ProblemsError, UserError, one_of
from token_conformance.live import values
from token_conformance.live.ask_secret import login
from token_conformance.live.observing.login import Given
from token_conformance.live.observing.questions import Token
from token_conformance.live.values import Check, site_name
from token_conformance.live.variables import name_of
from token_conformance.redaction.output import current_redactor

_VARIABLES = {token: name_of(f"{token.replace('-', '_')}_token") for token in Token}
_EMAIL, _SERVICE_EMAIL, _SITE = name_of("email"), name_of("service_account_email"), name_of("site")

kind_of = one_of("kind", {str(token): token for token in Token})
"""Reads the kind of a token; raises UserError for an unknown word."""


def tokens_in(variables: Mapping[str, str]) -> Mapping[Token, str]:
    """The tokens that are set."""
    return {token: variables[name] for token, name in _VARIABLES.items() if name in variables}


def given(variables: Mapping[str, str], site: str | None, kind: Token | None, *, from_stdin: bool) -> Given:
    """What a person gave; `kind` is that of a token that is in no variable. Its secrets are redacted from now on.

    Raises UserError, whose lines show no secret.
    """
    tokens = {} if from_stdin else tokens_in(variables)
    if tokens and kind is not None:
        raise UserError("--kind: the variables say of which kind each token is; leave it out")
    if not tokens and kind is None:
        names = ", ".join(_VARIABLES.values())
        raise UserError(f"--kind: say of which kind the token is ({', '.join(Token)}), or set one or more of {names}")
    name = _site(variables, site)
    if kind is not None:
        found = login(variables, from_stdin=from_stdin)
        is_service = kind is Token.SERVICE_ACCOUNT
        email, other = ("", found.email) if is_service else (found.email, "")
        return Given(name, {kind: found.token}, email, other)
    return _of_variables(name, tokens, variables)


def _of_variables(site: str, tokens: Mapping[Token, str], variables: Mapping[str, str]) -> Given:
    for token, value in tokens.items():
        current_redactor().protect_secret(value, f"{token} token", variables.get(_EMAIL))
    emails = {name: variables.get(name, "") for name in (_EMAIL, _SERVICE_EMAIL)}
    if problems := [*_problems(tokens, emails)]:
        raise ProblemsError(problems)
    for email in emails.values():
        current_redactor().protect_secret(email, "e-mail")
    return Given(site, tokens, *emails.values())


def _problems(tokens: Mapping[Token, str], emails: Mapping[str, str]) -> Iterator[str]:
    """One line for each value that is wrong or missing."""
    for token, value in tokens.items():
        yield from _problem(_VARIABLES[token], value, values.token)
    for name, value in emails.items():
        if value:
            yield from _problem(name, value, values.email)
    if tokens.keys() - {Token.SERVICE_ACCOUNT} and not emails[_EMAIL]:
        yield f"{_EMAIL}: is not set; set it to the address that the account logs in with, such as me@example.com"


def _problem(name: str, value: str, check: Check) -> Iterator[str]:
    if found := check(value):
        yield f"{name}: {found}"


def _site(variables: Mapping[str, str], site: str | None) -> str:
    source, text = ("--site", site) if site else (_SITE, variables.get(_SITE, ""))
    if not text:
        raise UserError(f"--site: say which site, such as --site mysite, or set {_SITE}")
    try:
        return site_name(text)
    except ValueError as error:
        raise UserError(f"{source}: {error}") from None
