"""`token-conformance scopes` without calls: the scopes to tick for the suites' endpoints."""

import datetime as dt
from argparse import Namespace
from collections.abc import Mapping, Sequence
from pathlib import Path

from token_conformance.advice.least_scopes.judged import of_operation
from token_conformance.catalogue.operations import Operation
from token_conformance.catalogue.scopes import needed_scopes
from token_conformance.catalogue.states import noted
from token_conformance.catalogue.written import is_removed
from token_conformance.commands.scopes import FORMATS
from token_conformance.commands.scopes._answer import UNKNOWN, answered
from token_conformance.errors import UserError
from token_conformance.live.probes import called_by, probes_of
from token_conformance.model.cell import Endpoint
from token_conformance.model.url import APPS
from token_conformance.project import SUITES, here_or_shipped
from token_conformance.redaction.output import complain, say
from token_conformance.suite.collection import Suites


def run(arguments: Namespace) -> int:
    """Print one scope per line, below the name of the app if there is more than one; or the whole answer."""
    called = _called(arguments.suites or here_or_shipped(SUITES))
    sent = [one for endpoint, one in called.items() if not (arguments.read_only and endpoint.writes)]
    probed = called_by(probes_of({endpoint.product for endpoint in called}))
    if arguments.have or arguments.format != FORMATS[0]:
        today = dt.datetime.now(dt.UTC).date()
        return answered((of_operation(one, today) for one in (*sent, *probed)), arguments, {})
    for app in [arguments.app] if arguments.app else APPS:
        of_app = [one for one in (*sent, *probed) if one.app == app]
        if arguments.app and not of_app:
            complain(f"token-conformance scopes: the suites have no call of {app.title()}")
        if of_app and not arguments.app:
            say(f"For an API token with scopes, app {app.title()}:")
        for scope in sorted(needed_scopes(of_app, arguments.prefer)):
            say(scope)
    return _complaints([one for one in sent if arguments.app in {None, one.app}])


def _complaints(sent: Sequence[Operation]) -> int:
    """Name what was removed, and the operations whose scopes nobody knows, which make the exit status 3."""
    for operation in sent:
        if is_removed(operation.name) and (state := noted(operation.name)):
            complain(f"token-conformance scopes: {operation.name}: {state[1].text}")
    unknown = [one for one in sent if not one.scopes_known]
    for operation in unknown:
        complain(f"token-conformance scopes: {operation.name}: nobody knows its scopes, so they are not in the list")
    return UNKNOWN if unknown else 0


def _called(folder: Path) -> Mapping[Endpoint, Operation]:
    """The endpoints of the suites in a folder, with their operations; raises UserError if there is none."""
    called = Suites(Path(), folder).operations
    if not called:
        raise UserError(f"{folder}: has no suites; name a folder of suites")
    return called
