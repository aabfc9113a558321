"""`token-conformance discover`: what of a tenant a live run can use, as lines of a file `.env`."""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from token_conformance.commands._parser import add_format
from token_conformance.project import SUITES, here_or_shipped
from token_conformance.redaction.output import publish, say

if TYPE_CHECKING:
    from token_conformance.live.env_lines import LeavesOut

FOUND, MISSING = 0, 3
"""The exit statuses: everything was found or is set, or something is missing, and what needs it is not sent."""


def add_arguments(parser: ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.description = (
        "Find in your tenant what a live run needs, and print it as lines of a file .env. Only the site, the address"
        " and one token must be set; only GET requests are sent, some 30. Exit status: 0 everything was found or is"
        " set, 2 usage, 3 printed, but something is missing or left out."
    )
    add_format(parser, ("env", "json"))
    parser.add_argument(
        "--trust-tokens", action="store_true", help="do not refuse a scoped token because it works at the site"
    )


def run(arguments: Namespace) -> int:
    """Print what was found; raises UserError with one line for each problem."""
    from token_conformance.exchange.client import Exchange  # noqa: PLC0415  # --help and mistakes do not wait for it
    from token_conformance.live.env_lines import env_json, env_lines  # noqa: PLC0415  # for the same reason
    from token_conformance.live.preflight import Preflight  # noqa: PLC0415  # for the same reason
    from token_conformance.live.settings import load  # noqa: PLC0415  # for the same reason

    checked = Preflight(load(Path.cwd()), Exchange, trusts_tokens=arguments.trust_tokens).discover()
    if arguments.format == "json":
        publish(env_json(checked, _leaves_out()))
    else:
        for line in env_lines(checked, _leaves_out()):
            say(line)
    return MISSING if checked.settings.lacking or checked.settings.absent else FOUND


def _leaves_out() -> "LeavesOut":
    """By need, the operations of the suites that are not sent without it."""
    from token_conformance.suite.collection import Suites  # noqa: PLC0415  # for the same reason
    from token_conformance.suite.requirement.needs import needs_of  # noqa: PLC0415  # for the same reason

    found: dict[str, set[str]] = {}
    for endpoint, requirement in Suites(Path(), here_or_shipped(SUITES)).requirements.items():
        for need in needs_of(requirement, endpoint):
            found.setdefault(need, set()).add(endpoint.operation)
    return found
