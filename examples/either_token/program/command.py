"""The program's command line: it reads settings from the environment, and prints one line per item or error."""

import logging
import os
import sys
from argparse import ArgumentParser
from collections.abc import Callable, Iterable
from inspect import getdoc, signature
from json import JSONDecodeError

import httpx

from either_token.program import confluence, jira
from either_token.transport import EitherToken

_SETTINGS = {
    "ATLASSIAN_SITE": "your site's address, https://your-domain.atlassian.net",
    "ATLASSIAN_EMAIL": "the e-mail address of the token's account",
    "ATLASSIAN_TOKEN": "an API token, with scopes or without",
}
_ACTIONS: tuple[Callable[..., Iterable[str]], ...] = (
    jira.whoami,
    jira.list_projects,
    jira.get_project,
    jira.get_issue,
    jira.create_issue,
    jira.find_user,
    jira.search,
    jira.get_attachment,
    jira.show_link,
    confluence.list_spaces,
    confluence.get_page,
    confluence.create_page,
)


def main(arguments: list[str] | None = None, transport: type[EitherToken] = EitherToken) -> int:
    """Run the program; returns its exit status: 0 for success, 1 if a request failed."""
    parser = _parser()
    given = vars(parser.parse_args(arguments))
    action = given.pop("action")
    try:
        client = _client(transport)
    except ValueError as error:
        parser.error(str(error))
    try:
        with client:
            print(*action(client, **given), sep="\n")
    except (httpx.HTTPError, httpx.InvalidURL, JSONDecodeError) as error:
        print(f"either_token: {_sentence(error)}", *_advice(error), sep="\n", file=sys.stderr)
        return 1
    return 0


def _advice(error: Exception) -> Iterable[str]:
    from either_token.program.advice import advice_on  # noqa: PLC0415  # nobody waits for it who does not need it

    return advice_on(error)


def _parser() -> ArgumentParser:
    parser = ArgumentParser(prog="either_token", epilog=f"The environment says: {'; '.join(map(_meaning, _SETTINGS))}.")
    subparsers = parser.add_subparsers(required=True, metavar="ACTION")
    for action in _ACTIONS:
        subparser = subparsers.add_parser(action.__name__.replace("_", "-"), help=getdoc(action))
        subparser.set_defaults(action=action)
        for name in list(signature(action).parameters)[1:]:
            subparser.add_argument(name)
    return parser


def _client(transport: type[EitherToken]) -> httpx.Client:
    """The client of the actions; raises ValueError for a setting that is missing or wrong."""
    logging.basicConfig(level=_log_level())
    missing = [name for name in _SETTINGS if not os.environ.get(name)]
    if missing:
        raise ValueError(f"set {' and '.join(map(_meaning, missing))}")
    site, email, token = (os.environ[name] for name in _SETTINGS)
    return httpx.Client(base_url=site, transport=transport(site, email, token))


def _log_level() -> str:
    """The level of logging; httpx and its libraries log requests without their headers."""
    level = os.environ.get("ATLASSIAN_LOG", "warning").upper()
    if level not in logging.getLevelNamesMapping():
        raise ValueError(f"ATLASSIAN_LOG: {level} is no level of logging; set it to debug, info, warning or error")
    return level


def _meaning(name: str) -> str:
    return f"{name} ({_SETTINGS[name]})"


def _sentence(error: Exception) -> str:
    """The first line of an error, because the second line of httpx's errors only links to the meaning of the status."""
    if isinstance(error, JSONDecodeError):
        return "The answer is no JSON."
    return next(iter(str(error).splitlines()), type(error).__name__)
