"""Runs one action of a subject in one scenario, as a process or by a person, and records what its user saw."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from shlex import quote

from token_conformance.certify.observation import inputs, process
from token_conformance.certify.observation.access import Access
from token_conformance.certify.observation.expected import Alternatives, Created, choose, expected, is_success
from token_conformance.certify.observation.home import logs_in
from token_conformance.certify.observation.observation import ActionRun, Ended
from token_conformance.certify.observation.process import Completed, readable
from token_conformance.certify.observation.wire import WireRecorder
from token_conformance.certify.scenarios.scenario import Scenario
from token_conformance.certify.subject.subject import Action, Ask, Subject, expand
from token_conformance.edge.server.edge import Edge
from token_conformance.model.cell import UrlForm


def run_by_hand(instruction: str, variables: Mapping[str, str], ask: Ask) -> Completed:
    """Ask a person to do what the instruction says; the exit status is 0 if the product reported a success."""
    started = time.monotonic()
    settings = "".join(f"  {name}={quote(value)}\n" for name, value in variables.items())
    ask(f"\nStart the product with these variables set:\n{settings}\n{instruction}\nPress Enter when you are done. ")
    succeeded = _yes_or_no("Does the product report a success? [y/n] ", ask)
    output = _lines("What does it show? Copy it here, and end with an empty line.\n", ask)
    seconds = round(time.monotonic() - started, 3)
    return Completed(Ended.MANUAL, 0 if succeeded else 1, output.encode(), b"", seconds)


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
    """Runs the actions of a subject in a scenario whose edge is running; all processes share one home folder."""

    subject: Subject
    scenario: Scenario
    edge: Edge
    recorder: WireRecorder
    home: Path
    ask: Ask
    access: Access

    def perform(self, action: Action, form: UrlForm) -> ActionRun:
        """Run an action of the subject, configured with a URL form."""
        app = action.app(self.subject.app)
        values = self._public_values(app)
        known, created = expected(action, app, self.edge.state), Created(action, self.edge.state, values["title"])
        command = tuple(expand(word, values) for word in self.subject.commands.get(action, ()))
        started = self.recorder.now()
        completed = self._complete(action, command, self._variables(form, action, values))
        return self._run(action, command, completed, started, [*known, *created.names()])

    def _public_values(self, app: str) -> dict[str, str]:
        """The values of the placeholders that a certificate may show."""
        return inputs.public_values(self.edge.state, app, self.scenario) | self.access.address_values()

    def _variables(self, form: UrlForm, action: Action, values: Mapping[str, str]) -> dict[str, str]:
        """The environment of a user who has configured the product."""
        all_values = {**values, **self._private_values(action)}
        configured = self.subject.configuration.variables(form, noisy=self.scenario.noisy)
        return (
            inputs.environment(self.subject, self.home)
            | self.access.variables(self.edge)
            | {name: expand(text, all_values) for name, text in configured.items()}
        )

    def _private_values(self, action: Action) -> dict[str, str]:
        """The values that a certificate does not show: tokens, and the programs and folders of this machine."""
        return {**self._tokens(action), **inputs.machine_values(self.subject)}

    def _tokens(self, action: Action) -> dict[str, str]:
        account, kind = self.edge.account, self.scenario.token
        jira, confluence = (inputs.token_of(account, kind, each, action) for each in ("jira", "confluence"))
        return {
            "token": jira if action.app(self.subject.app) == "jira" else confluence,
            "jira_token": jira,
            "confluence_token": confluence,
        }

    def _complete(self, action: Action, command: tuple[str, ...], variables: Mapping[str, str]) -> Completed:
        if action in self.subject.manual:
            return run_by_hand(self.subject.manual[action], variables, self.ask)
        values = self._private_values(action)
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
        folders = inputs.folder_names(self.subject, self.home, self.edge.ca_file)
        outputs = (completed.stdout, completed.stderr, logs_in(self.home))
        stdout, stderr, logs = (readable(data, self.recorder.secret, folders) for data in outputs)
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
