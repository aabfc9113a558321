"""Runs one action of a subject in one scenario, as a process or by a person, and records what its user saw."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from token_conformance.certify.observation import inputs, process
from token_conformance.certify.observation.access import Access
from token_conformance.certify.observation.expected import Alternatives, Created, choose, expected, is_success
from token_conformance.certify.observation.home import logs_in
from token_conformance.certify.observation.manual.step import Step, exports, perform
from token_conformance.certify.observation.observation import ActionRun
from token_conformance.certify.observation.process import Completed, readable
from token_conformance.certify.observation.wire import WireRecorder
from token_conformance.certify.scenarios.scenario import Scenario
from token_conformance.certify.subject.subject import Ask, Subject, expand
from token_conformance.edge.server.edge import Edge


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

    def perform(self, step: Step) -> ActionRun | None:
        """Run the action of a step, configured with its URL form; None if a person skips it."""
        action, app = step.action, step.action.app(self.subject.app)
        values = self._public_values(step)
        known = expected(action, app, self.edge.state, step.holder)
        created = Created(action, self.edge.state, values["title"])
        command = tuple(expand(word, values) for word in self.subject.commands.get(action, ()))
        started = self.recorder.now()
        completed = self._complete(step, command, values)
        if completed is None:
            return None
        return self._run(step, command, completed, started, [*known, *created.names()])

    def _public_values(self, step: Step) -> dict[str, str]:
        """The values of the placeholders that a certificate may show."""
        values = inputs.public_values(self.edge.state, self.subject, self.scenario, step.action, step.holder)
        return values | self.access.address_values()

    def _configured(self, step: Step, values: Mapping[str, str]) -> dict[str, str]:
        """The variables of a user who has configured the product."""
        all_values = {**values, **inputs.holder_values(self.edge.state, step.holder), **self._private_values(step)}
        configured = self.subject.configuration.variables(step.form, step.holder, noisy=self.scenario.noisy)
        return {name: expand(text, all_values) for name, text in configured.items()}

    def _private_values(self, step: Step) -> dict[str, str]:
        """The values that a certificate does not show: tokens, and the programs and folders of this machine."""
        return {**self._tokens(step), **inputs.machine_values(self.subject)}

    def _tokens(self, step: Step) -> dict[str, str]:
        account, kind = self.edge.account, self.scenario.token
        jira, confluence = (
            inputs.token_of(account, kind, each, step.action, step.holder) for each in ("jira", "confluence")
        )
        return {
            "token": jira if step.action.app(self.subject.app) == "jira" else confluence,
            "jira_token": jira,
            "confluence_token": confluence,
        }

    def _complete(self, step: Step, command: tuple[str, ...], values: Mapping[str, str]) -> Completed | None:
        action = step.action
        door = self.access.variables(self.edge)
        configured = inputs.beside(door, self._configured(step, values))
        if action in self.subject.manual:
            instruction = expand(self.subject.manual[action], values)
            return perform(step, instruction, exports(configured, door, self.subject), self.ask)
        words = [inputs.command_word(word, self._private_values(step)) for word in command]
        variables = inputs.environment(self.subject, self.home) | door | configured
        seconds = process.SECONDS * self.scenario.patience + self.subject.start_seconds
        return self.access.run(words, variables, self.home, seconds)

    def _run(
        self,
        step: Step,
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
            action=step.action,
            command=command,
            ended=completed.ended,
            exit_status=completed.exit_status,
            succeeded=is_success(self.subject, completed.ended, completed.exit_status, output),
            stdout=stdout,
            stderr=stderr + logs,
            started=started,
            seconds=completed.seconds,
            must_show=tuple(choose(texts, output) for texts in must_show),
            holder=step.holder,
        )
