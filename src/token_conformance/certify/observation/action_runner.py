"""One action of a subject in one scenario, run as a process or by a person, and what its user saw."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from shlex import quote

from token_conformance.certify.observation import inputs as machine
from token_conformance.certify.observation import process
from token_conformance.certify.observation.access import Access
from token_conformance.certify.observation.expected import Alternatives, Created, choose, expected, is_success
from token_conformance.certify.observation.inputs import names_of, token_of
from token_conformance.certify.observation.observation import ActionRun, Ended
from token_conformance.certify.observation.process import Completed, logs_in, readable
from token_conformance.certify.observation.wire import Wire
from token_conformance.certify.scenarios.scenario import Scenario
from token_conformance.certify.subject.subject import Action, Subject, expand
from token_conformance.edge.server.edge import Edge
from token_conformance.model.cell import UrlForm

Ask = Callable[[str], str]
"""Shows a person a text and gives back the line that they enter, as `input` does."""


def drive(instruction: str, variables: Mapping[str, str], ask: Ask) -> Completed:
    """Have a person do what the instruction says; its exit status is 0 where the product called it a success."""
    started = time.monotonic()
    settings = "".join(f"  {name}={quote(value)}\n" for name, value in variables.items())
    ask(f"\nStart the product with these variables set:\n{settings}\n{instruction}\nPress Enter when that is done. ")
    succeeded = _yes_or_no("Does the product say that it went well? [y/n] ", ask)
    shown = _lines("What does it show? Copy it to here, and end with an empty line.\n", ask)
    seconds = round(time.monotonic() - started, 3)
    return Completed(Ended.MANUAL, 0 if succeeded else 1, shown.encode(), b"", seconds)


def _yes_or_no(question: str, ask: Ask) -> bool:
    while (answer := ask(question).strip().lower()) not in {"y", "yes", "n", "no"}:
        question = "Please answer y or n: "
    return answer.startswith("y")


def _lines(question: str, ask: Ask) -> str:
    lines = [ask(question)]
    while lines[-1]:
        lines.append(ask(""))
    return "\n".join(lines)


@dataclass(frozen=True)
class ActionRunner:
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
        known, new = expected(action, app, self.edge.state), Created(action, self.edge.state)
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
