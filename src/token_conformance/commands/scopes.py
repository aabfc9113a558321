"""`token-conformance scopes`: the scopes to select when a user creates a scoped token for the suites' endpoints."""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from token_conformance.errors import UserError
from token_conformance.project import SUITES, here_or_shipped
from token_conformance.redaction.output import complain, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from token_conformance.catalogue.operations import Operation
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
    from token_conformance.catalogue.written import is_removed  # noqa: PLC0415  # for the same reason
    from token_conformance.live.probes import probes_of, scopes_for  # noqa: PLC0415  # for the same reason

    called = _called(arguments.suites or here_or_shipped(SUITES))
    apps = [arguments.app] if arguments.app else _APPS
    sent = [one for endpoint, one in called.items() if not (arguments.read_only and endpoint.writes)]
    probes = probes_of({endpoint.product for endpoint in called})
    for app in apps:
        if not arguments.app:
            say(f"For an API token with scopes, app {app.title()}:")
        for scope in sorted(scopes_for(app, sent, probes)):
            say(scope)
    for operation in sent:
        if operation.app in apps and is_removed(operation.name) and (state := noted(operation.name)):
            complain(f"token-conformance scopes: {operation.name}: {state[1].text}")
    unknown = [one for one in sent if one.app in apps and not one.scopes_known]
    for operation in unknown:
        complain(f"token-conformance scopes: {operation.name}: nobody knows its scopes, so they are not in the list")
    return UNKNOWN if unknown else 0


def _called(folder: Path) -> "Mapping[Endpoint, Operation]":
    """The endpoints of the suites in a folder, with their operations; raises UserError if there is none."""
    from token_conformance.suite.collection import Suites  # noqa: PLC0415  # for the same reason

    called = Suites(Path(), folder).operations
    if not called:
        raise UserError(f"{folder}: has no suites; name a folder of suites")
    return called
