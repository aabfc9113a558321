"""`token-conformance scopes`: the scopes to select when a user creates a scoped token for the suites' endpoints."""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from token_conformance.catalogue.operations import published
from token_conformance.errors import ProblemsError, UserError
from token_conformance.project import SUITES, here_or_shipped
from token_conformance.redaction.output import complain, say

if TYPE_CHECKING:
    from token_conformance.model.cell import Endpoint

UNKNOWN = 3
"""The exit status if the scopes of an operation are not known, so that the list may be too short."""

_APPS = ("jira", "confluence")


def add_arguments(parser: ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.description = (
        "Print the scopes to select when you create the scoped tokens for the suites' endpoints. Exit status: 0"
        " printed, 2 usage, 3 printed, but nobody knows the scopes of an operation."
    )
    parser.add_argument("--app", choices=_APPS, help="the app that the token is for (default: both)")
    parser.add_argument("--read-only", action="store_true", help="leave out the scopes that only --allow-writes needs")
    parser.add_argument(
        "--suites",
        type=Path,
        metavar="FOLDER",
        help=f"the folder of the suites (default: {SUITES}, or the suites that this package ships)",
    )


def run(arguments: Namespace) -> int:
    """Print one scope per line, below the name of the app if there is more than one app."""
    from token_conformance.catalogue.states import noted  # noqa: PLC0415  # --help and errors do not load them
    from token_conformance.live.probes import probes_of, scopes_for  # noqa: PLC0415  # for the same reason
    from token_conformance.suite.collection import is_removed  # noqa: PLC0415  # for the same reason

    endpoints = _endpoints(arguments.suites or here_or_shipped(SUITES))
    apps = [arguments.app] if arguments.app else _APPS
    sent = [endpoint for endpoint in endpoints if not (arguments.read_only and endpoint.writes)]
    probes = probes_of({endpoint.product for endpoint in endpoints})
    for app in apps:
        if not arguments.app:
            say(f"For an API token with scopes, app {app.title()}:")
        for scope in sorted(scopes_for(app, sent, probes)):
            say(scope)
    for endpoint in sent:
        if endpoint.product.app in apps and is_removed(endpoint.operation) and (state := noted(endpoint.operation)):
            complain(f"token-conformance scopes: {endpoint.operation}: {state[1].text}")
    unknown = [one for one in sent if one.product.app in apps and not published()[one.operation].scopes_known]
    for endpoint in unknown:
        complain(
            f"token-conformance scopes: {endpoint.operation}: nobody knows its scopes, so they are not in the list"
        )
    return UNKNOWN if unknown else 0


def _endpoints(folder: Path) -> "list[Endpoint]":
    """The endpoints of the suites in a folder. Raises UserError if there is none, or if one has no such operation."""
    from token_conformance.suite.collection import Suites, problem_of  # noqa: PLC0415  # for the same reason

    endpoints = list(Suites(Path(), folder).requirements)
    if not endpoints:
        raise UserError(f"{folder}: has no suites; name a folder of suites")
    if problems := [problem for one in endpoints if (problem := problem_of(one.operation))]:
        raise ProblemsError(f"{folder}: {problem}" for problem in problems)
    return endpoints
