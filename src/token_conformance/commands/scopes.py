"""`token-conformance scopes`: what to tick when a scoped token is made for the listed endpoints."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from token_conformance.errors import UserError
from token_conformance.project import SUITES

_APPS = ("jira", "confluence")


def add_arguments(parser: ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.description = "Print the scopes to tick when making the scoped tokens for the suites' endpoints."
    parser.add_argument("--app", choices=_APPS, help="the app that the token is made for (default: each)")
    parser.add_argument("--read-only", action="store_true", help="leave out what only --allow-writes needs")
    parser.add_argument(
        "--suites",
        type=Path,
        metavar="FOLDER",
        default=SUITES,
        help="where the suites are (default: %(default)s)",
    )


def run(arguments: Namespace) -> int:
    """Print a scope a line, below the app's name if there is more than one."""
    from token_conformance.live.probes import probes_of, scopes_for  # noqa: PLC0415  # help and mistakes do not wait for it
    from token_conformance.suite.collection import Suites  # noqa: PLC0415  # for the same reason

    endpoints = list(Suites(Path(), arguments.suites).requirements)
    if not endpoints:
        raise UserError(f"{arguments.suites}: holds no suites; run in the project's folder, or name --suites")
    sent = [endpoint for endpoint in endpoints if not (arguments.read_only and endpoint.writes)]
    probes = probes_of({endpoint.product for endpoint in endpoints})
    for app in [arguments.app] if arguments.app else _APPS:
        heading = "" if arguments.app else f"For an API token with scopes, app {app.title()}:\n"
        sys.stdout.write(heading + "".join(f"{scope}\n" for scope in sorted(scopes_for(app, sent, probes))))
    return 0
