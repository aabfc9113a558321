"""One action of a subject in one scenario, run as a process or by a person, and what its user saw."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from token_conformance.certify.observation.access import Access
from token_conformance.certify.scenarios.scenario import Scenario
from token_conformance.certify.subject.placeholders import expand
from token_conformance.certify.subject.subject import Action, Subject
from token_conformance.edge.server import Edge
from token_conformance.integrations import environment as machine
from token_conformance.integrations import process
from token_conformance.integrations.expected import Alternatives, choose, expected, is_success
from token_conformance.integrations.given import names_of, token_of
from token_conformance.integrations.logs import logs_in
from token_conformance.integrations.made import Made
from token_conformance.integrations.manual import Ask, drive
from token_conformance.integrations.observation import ActionRun
from token_conformance.integrations.output import readable
from token_conformance.integrations.process import Completed
from token_conformance.integrations.wire import Wire
from token_conformance.model import UrlForm


@dataclass(frozen=True)
class Stage:
    """A subject in a scenario whose edge runs; its processes share a home, as a user's do."""

    subject: Subject
    scenario: Scenario
    edge: Edge
    wire: Wire
    home: Path
    ask: Ask
    access: Access

    def perform(self, action: Action, form: UrlForm) -> ActionRun:
        """Run an action of the subject, configured with a URL form."""
        app = action.app(self.subject.app)
        names = names_of(self.edge.state, app) | self.access.names() | {"title": f"Made by {self.scenario.id}"}
        known, new = expected(action, app, self.edge.state), Made(action, self.edge.state)
        command = tuple(expand(word, names) for word in self.subject.commands.get(action, ()))
        started = self.wire.now()
        completed = self._complete(action, command, self._variables(form, app, names))
        return self._run(action, command, completed, started, [*known, *new.names()])

    def _variables(self, form: UrlForm, app: str, names: Mapping[str, str]) -> dict[str, str]:
        """The environment of a user who has set up the product."""
        values = {**names, **self._tokens(app), **machine.programs(self.subject)}
        chosen = self.subject.configuration.variables(form, noisy=self.scenario.noisy)
        return (
            machine.environment(self.subject, self.home)
            | self.access.variables(self.edge)
            | {name: expand(text, values) for name, text in chosen.items()}
        )

    def _tokens(self, app: str) -> dict[str, str]:
        jira, confluence = (token_of(self.edge.account, self.scenario.token, each) for each in ("jira", "confluence"))
        return {
            "token": jira if app == "jira" else confluence,
            "jira_token": jira,
            "confluence_token": confluence,
        }

    def _complete(self, action: Action, command: tuple[str, ...], variables: Mapping[str, str]) -> Completed:
        if action in self.subject.manual:
            return drive(self.subject.manual[action], variables, self.ask)
        values = {**self._tokens(action.app(self.subject.app)), **machine.programs(self.subject)}
        words = [expand(word, values) for word in command]
        return self.access.run(words, variables, self.home, process.SECONDS + self.subject.start_seconds)

    def _run(
        self,
        action: Action,
        command: tuple[str, ...],
        completed: Completed,
        started: float,
        must_show: list[Alternatives],
    ) -> ActionRun:
        folders = machine.folders(self.subject, self.home, self.edge.ca_file)
        outputs = (completed.stdout, completed.stderr, logs_in(self.home))
        stdout, stderr, logs = (readable(data, self.wire.secret, folders) for data in outputs)
        output = f"{stdout}\n{stderr}{logs}"
        return ActionRun(
            action=action,
            command=command,
            ended=completed.ended,
            exit_status=completed.exit_status,
            succeeded=is_success(self.subject, completed.ended, completed.exit_status, output),
            stdout=stdout,
            stderr=stderr + logs,
            started=started,
            seconds=completed.seconds,
            must_show=tuple(choose(texts, output) for texts in must_show),
        )
