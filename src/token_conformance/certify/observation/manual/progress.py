"""The steps that a person has performed, kept in a file after each, so that a second start continues."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from token_conformance.certify.observation import file as observation_file
from token_conformance.certify.observation.manual.step import Step
from token_conformance.certify.observation.observation import ActionRun, Observation, WireRequest
from token_conformance.certify.scenarios.scenario import Scenario
from token_conformance.certify.subject.subject import Action, Holder, Subject
from token_conformance.errors import UserError
from token_conformance.model import strict_json
from token_conformance.model.cell import UrlForm
from token_conformance.model.text_file import read_text, replace_text
from token_conformance.redaction.output import say

FORMAT = 1
_REMEDY = "remove it to start with the first step"
_PAUSE = 0.001


@dataclass
class Progress:
    """The steps of a subject in some scenarios, and the observations of those that are done, by scenario.

    The `file`, if any, is written after each step that a person performs. A step that the person skips is not done: the
    next start asks for it. `digest` is that of the subject file.
    """

    subject: Subject
    scenarios: Sequence[Scenario]
    file: Path | None = None
    digest: str = ""
    done: dict[str, list[str]] = field(default_factory=dict)
    observations: dict[str, Observation] = field(default_factory=dict)

    def steps(self, scenario: Scenario) -> list[Step]:
        """The steps of a scenario that are not done yet, each with its number among all steps of a person."""
        by_hand = [step for each in self.scenarios for step in self._of(each) if step[1] in self.subject.manual]
        numbers = {step: number for number, step in enumerate(by_hand, 1)}
        done = self.done.get(scenario.id, ())
        missing = [step for step in self._of(scenario) if _key(*step[1:]) not in done]
        return [Step(numbers.get(step, 0), len(by_hand), scenario, *step[1:]) for step in missing]

    def keep(self, step: Step, observation: Observation) -> None:
        """Keep the observation of a scenario after a step of it; raises UserError if the file cannot be written."""
        self.observations[observation.scenario] = observation
        self.done.setdefault(observation.scenario, []).append(_key(step.action, step.form, step.holder))
        if self.file:
            self._write(self.file)

    def finish(self) -> None:
        """Forget all steps if none was skipped; else say how to come back to those that were."""
        if not self.subject.manual:
            return
        if skipped := sum(len(self.steps(scenario)) for scenario in self.scenarios):
            say(f"{skipped} steps were skipped. Run the same command again for them: a certificate needs every step.")
            return
        for scenario in self.scenarios:
            self.observations.pop(scenario.id, None)
        if self.file:
            self._write(self.file)

    def _of(self, scenario: Scenario) -> list[tuple[str, Action, UrlForm, Holder]]:
        forms = self.subject.configuration.forms(scenario.forms)
        actions, holders = scenario.chosen(self.subject.supported), scenario.holders(self.subject.credentials)
        return [(scenario.id, *step) for holder in holders for step in _each(actions, forms, holder)]

    def _write(self, file: Path) -> None:
        kept = {
            id_: {"done": self.done[id_], "observation": json.loads(observation_file.dump(observation))}
            for id_, observation in self.observations.items()
        }
        document = {"format": FORMAT, "subject": self.digest, "scenarios": kept}
        try:
            if kept:
                file.parent.mkdir(parents=True, exist_ok=True)
                replace_text(file, f"{json.dumps(document, indent=1, ensure_ascii=False)}\n")
            else:
                file.unlink(missing_ok=True)
        except OSError as error:
            raise UserError(f"{file}: cannot be written ({error.strerror}); make room, or permit it") from error


def _each(actions: Sequence[Action], forms: Sequence[UrlForm], holder: Holder) -> list[tuple[Action, UrlForm, Holder]]:
    return [(action, form, holder) for form in forms for action in actions]


def _key(action: Action, form: UrlForm, holder: Holder) -> str:
    """The name of a step in its scenario."""
    return f"{form}/{action}" if holder is Holder.PERSON else f"{form}/{action}/{holder}"


def read_progress(file: Path, text: str, subject: Subject, scenarios: Sequence[Scenario]) -> Progress:
    """The steps of a subject file with this text that are done; raises UserError if the file has those of another."""
    progress = Progress(subject, scenarios, file, sha256(text.encode()).hexdigest())
    if kept := read_text(file, _REMEDY, UserError, missing=""):
        document = _document(kept, file)
        if document["subject"] != progress.digest:
            raise UserError(f"{file}: has the steps of another version of the subject file; {_REMEDY}")
        for id_, scenario in document["scenarios"].items():
            progress.done[id_] = [*scenario["done"]]
            progress.observations[id_] = observation_file.parse(json.dumps(scenario["observation"]), str(file))
    return progress


def _document(text: str, file: Path) -> dict[str, Any]:
    try:
        document = strict_json.members(strict_json.parse_json(text), _DOCUMENT)
        for id_, scenario in document["scenarios"].items():
            document["scenarios"][id_] = strict_json.members(scenario, _SCENARIO)
    except ValueError as error:
        raise UserError(f"{file}: {error}; {_REMEDY}") from error
    return document


def _table(value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ValueError(f"{value!r} is not a table")  # noqa: TRY004  # readers of fields raise ValueError
    return value


_DOCUMENT = {"format": strict_json.format_number(FORMAT), "subject": strict_json.shown, "scenarios": _table}
_SCENARIO = {"done": strict_json.entries(strict_json.shown), "observation": _table}


def continued(earlier: Observation | None, later: Observation) -> Observation:
    """The observation of a scenario that was stopped and started again: the later times follow the earlier ones."""
    if earlier is None:
        return later
    ends = [*_ends(earlier), *(run.started + run.seconds for run in earlier.runs)]
    shift = round(max(ends, default=0) + _PAUSE, 3)
    return replace(
        earlier,
        requests=(*earlier.requests, *(_later_request(request, shift) for request in later.requests)),
        runs=(*earlier.runs, *(_later_run(run, shift) for run in later.runs)),
        untrusted=earlier.untrusted + later.untrusted,
    )


def _ends(observation: Observation) -> list[float]:
    return [request.ended or request.started for request in observation.requests]


def _later_request(request: WireRequest, shift: float) -> WireRequest:
    ended = None if request.ended is None else round(request.ended + shift, 3)
    return replace(request, started=round(request.started + shift, 3), ended=ended)


def _later_run(run: ActionRun, shift: float) -> ActionRun:
    return replace(run, started=round(run.started + shift, 3))
