"""What `diagnose` does: it reads the login, sends the requests, and prints what follows."""

import os
from argparse import Namespace
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from token_conformance.advice.diagnosis.diagnose import diagnose
from token_conformance.advice.diagnosis.diagnosis import Diagnosis, Verdict
from token_conformance.advice.diagnosis.document import document
from token_conformance.advice.diagnosis.site import Site, looks_like_token
from token_conformance.advice.diagnosis.text import text
from token_conformance.commands.diagnose import NEVER, _reach
from token_conformance.errors import UserError
from token_conformance.live.ask_secret import login
from token_conformance.live.environment import environment
from token_conformance.live.network import proxy
from token_conformance.live.variables import name_of
from token_conformance.redaction.output import current_redactor, publish

STATUSES = {Verdict.WORKS: 0, Verdict.DOES_NOT_WORK: 1, Verdict.CANNOT_BE_TOLD: 3}
"""The exit statuses; 2 is an error in the command line, in a variable or in the token."""

_FORMATS: Mapping[str, Callable[[Diagnosis], str]] = {"text": text, "json": document}


def run(arguments: Namespace) -> int:
    """Print the diagnosis; returns the exit status of its verdict."""
    _refuse_secrets(arguments)
    variables = environment(Path.cwd())
    site = arguments.site or variables.get(name_of("site"))
    if not site:
        raise UserError(f"--site: is missing; name the site, or set {name_of('site')}")
    Site.read(site)  # a mistake is reported before anything is asked for
    _reach.check(arguments)
    current_redactor().protect_url(proxy(os.environ | variables) or "", "proxy password")
    given = login(variables, variable=arguments.variable, from_stdin=arguments.token_stdin)
    call = arguments.calls[0] if len(arguments.calls) == 1 else ""
    network = os.environ | variables
    found = diagnose(site, given.token, given.email, call=call, variables=network)
    if _reach.is_asked(arguments):
        return _reach.run(arguments, found, given, network, STATUSES[found.verdict])
    publish(_FORMATS[arguments.format](found))
    return STATUSES[found.verdict]


def _refuse_secrets(arguments: Namespace) -> None:
    """Refuse every argument that can be a token, and every one that is too many; neither is shown."""
    given: Sequence[str] = [one for one in (*arguments.calls, arguments.variable, *arguments.more) if one]
    if arguments.more or any(map(looks_like_token, given)):
        raise UserError(f"diagnose takes options only, and one of the arguments may be a token: {NEVER}")
