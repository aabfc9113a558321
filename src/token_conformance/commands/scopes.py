"""`token-conformance scopes`: the scopes to select when a user creates a scoped token for the suites' endpoints."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from token_conformance.errors import UserError
from token_conformance.project import SUITES
from token_conformance.redaction.output import say

_APPS = ("jira", "confluence")


def add_arguments(parser: ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.description = "Print the scopes to select when you create the scoped tokens for the suites' endpoints."
    parser.add_argument("--app", choices=_APPS, help="the app that the token is for (default: both)")
    parser.add_argument("--read-only", action="store_true", help="leave out the scopes that only --allow-writes needs")
    parser.add_argument(
        "--suites",
        type=Path,
        metavar="FOLDER",
        default=SUITES,
        help="the folder of the suites (default: %(default)s)",
    )


def run(arguments: Namespace) -> int:
    """Print one scope per line, below the name of the app if there is more than one app."""
    from token_conformance.live.probes import probes_of, scopes_for  # noqa: PLC0415  # --help and errors do not load it
    from token_conformance.suite.collection import Suites  # noqa: PLC0415  # for the same reason

    endpoints = list(Suites(Path(), arguments.suites).requirements)
    if not endpoints:
        raise UserError(f"{arguments.suites}: has no suites; run in the project's folder, or name --suites")
    sent = [endpoint for endpoint in endpoints if not (arguments.read_only and endpoint.writes)]
    probes = probes_of({endpoint.product for endpoint in endpoints})
    for app in [arguments.app] if arguments.app else _APPS:
        if not arguments.app:
            say(f"For an API token with scopes, app {app.title()}:")
        for scope in sorted(scopes_for(app, sent, probes)):
            say(scope)
    return 0
