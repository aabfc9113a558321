"""Runs a command in the scenarios of a quick look: first those that show which app it asks and where it works."""

import re
import shutil
from collections import Counter
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from token_conformance.certify.observation.access import AccessKind
from token_conformance.certify.observation.home import folder_of_homes
from token_conformance.certify.observation.inputs import machine_values
from token_conformance.certify.observation.observation import Observation
from token_conformance.certify.observation.observe import observe
from token_conformance.certify.quick.command import ACTION, Command
from token_conformance.certify.requirements.address import app_of
from token_conformance.certify.requirements.trace import Trace, traces
from token_conformance.certify.scenarios.all_scenarios import SCENARIOS
from token_conformance.certify.scenarios.scenario import Given, Scenario
from token_conformance.certify.subject.subject import expand
from token_conformance.errors import UserError
from token_conformance.model.cell import UrlForm
from token_conformance.model.url import APPS

FIRST, SECOND = "unscoped-site", "scoped-gateway"
TOKENS = ("scoped-site", "invalid-site", "lacking-gateway")
"""The scenarios whose token is what they are about."""
POINTERS = (
    "untrusted-certificate",
    "other-name-certificate",
    "redirect-to-plain-http",
    "redirect-to-foreign",
    "next-foreign",
)
"""The scenarios with any token that works, since it is where the token goes that they are about."""
FILES = "attachment-foreign"
"""One more of these, for a command that asks for files."""
_FILE = re.compile(r"attachment|download", re.IGNORECASE)
_PARALLEL = 4


@dataclass(frozen=True)
class Look:
    """What was seen of a command: an observation per scenario, and the access by which its requests came.

    `no_jail` is why a command without a request was not tried in a jail; None if it was, or needed none. `at_proxy` is
    the observation at the proxy, if the command was moved into a jail because no request of it came through there.
    """

    command: Command
    observations: Mapping[str, Observation]
    kind: AccessKind
    no_jail: str | None = None
    at_proxy: Observation | None = None

    def trace(self, scenario: str) -> Trace | None:
        """The run of the command in a scenario, with its requests; None if it was not run in it."""
        return next(iter(traces(self.observations.get(scenario))), None)


def look_at(command: Command, kind: AccessKind) -> Look:
    """Run a command in all scenarios, or in the first one alone if no request of it comes through there.

    A command that ignores the proxy is run in a jail, where the system permits one. Raises UserError if there is no
    such program, or if it sent more than a trace can hold.
    """
    _refuse_missing(command)
    with folder_of_homes() as homes, ThreadPoolExecutor(_PARALLEL) as pool:
        runner = _Runner(command, homes, kind)
        first, no_jail = runner.first()
        seen = [first]
        if first.is_driven:
            second = runner.run(_scenario(SECOND))
            seen += [second, *pool.map(runner.run, _others(second))]
        return Look(command, {each.scenario: each for each in seen}, runner.kind, no_jail, runner.at_proxy)


def _others(at_gateway: Observation) -> list[Scenario]:
    """The other scenarios, with a token and a URL form that work for the command, where any would do."""
    is_at_gateway = any(map(is_accepted, traces(at_gateway)))
    token, form = (Given.SCOPED, UrlForm.GATEWAY) if is_at_gateway else (Given.UNSCOPED, UrlForm.SITE)
    names = [*POINTERS, *([FILES] if any(_FILE.search(call.path) for call in at_gateway.requests) else [])]
    pointers = [replace(_scenario(name), token=token, forms=(form,)) for name in names]
    return [*map(_scenario, TOKENS), *pointers]


def _refuse_missing(command: Command) -> None:
    subject = command.subject(APPS[0], UrlForm.SITE)
    program = expand(command.words[0], machine_values(subject))
    if shutil.which(program) is None:
        raise UserError(f"certify quick: {program!r} is no program on the PATH or in this folder; correct the command")


def is_accepted(trace: Trace | None) -> bool:
    """Whether the command ended well, after a call with a token that was accepted."""
    return trace is not None and trace.run.succeeded and trace.is_resolved


class _Runner:
    """Runs a command in one scenario after the other; it learns the access and the app from the first."""

    def __init__(self, command: Command, homes: Path, kind: AccessKind) -> None:
        self._command = command
        self._homes = homes
        self.kind = kind
        self.at_proxy: Observation | None = None
        self._app = APPS[0]

    def first(self) -> tuple[Observation, str | None]:
        """The observation at the site, in a jail if none of its requests came through; and why there is no jail."""
        seen = self.run(_scenario(FIRST))
        if self.kind is AccessKind.PROXY and not seen.is_driven:
            try:
                jailed = self._run(_scenario(FIRST), AccessKind.JAIL)
            except UserError as error:
                return seen, str(error)
            if jailed.is_driven or jailed.untrusted:
                self.at_proxy, seen, self.kind = seen, jailed, AccessKind.JAIL
        return self._with_its_app(seen), None

    def run(self, scenario: Scenario) -> Observation:
        """One observation."""
        return self._run(scenario, self.kind)

    def _run(self, scenario: Scenario, kind: AccessKind) -> Observation:
        [form] = scenario.forms
        return observe(self._command.subject(self._app, form), scenario, kind, homes=self._homes)

    def _with_its_app(self, first: Observation) -> Observation:
        """The observation again if the command asks the other app: its placeholders have other values then."""
        calls = [call for trace in traces(first) for call in trace.calls]
        [(usual, _)] = Counter(map(app_of, calls)).most_common(1) or [(self._app, 0)]
        if usual == self._app:
            return first
        self._app = usual
        return self.run(_scenario(FIRST))


def _scenario(name: str) -> Scenario:
    return replace(SCENARIOS[name], actions=(ACTION,))
