"""A step that a person performs in the product's own window: the instruction, and the answers of the person."""

import time
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from shlex import quote

from token_conformance.certify.observation.observation import Ended
from token_conformance.certify.observation.process import Completed
from token_conformance.certify.scenarios.scenario import Scenario
from token_conformance.certify.subject.subject import Action, Ask, Holder, Subject
from token_conformance.errors import UserError
from token_conformance.model.cell import UrlForm

_NODE, _PERL, _OTHERS = "NODE_", "PERL_", ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "PERL_LWP_SSL_CA_FILE")


class StoppedError(UserError):
    """The person stopped before the last step; what was done is kept."""


@dataclass(frozen=True)
class Step:
    """One step of all: an action in a scenario, with the product configured with a URL form and a holder's token."""

    number: int
    total: int
    scenario: Scenario
    action: Action
    form: UrlForm
    holder: Holder = Holder.PERSON

    @property
    def title(self) -> str:
        """The line that names the step."""
        whose = "" if self.holder is Holder.PERSON else ", with the token of a service account"
        where = f"{self.action}, in {self.scenario.id}{whose}"
        return f"Step {self.number} of {self.total}: {where}. {self.scenario.sentence}"


def perform(step: Step, instruction: str, settings: str, ask: Ask) -> Completed | None:
    """Ask a person to do what the instruction says; None if the person skips the step.

    The exit status is 0 if the product reported a success. Raises StoppedError if the person stops.
    """
    started = time.monotonic()
    told = f"\n{step.title}\n\nStart the product in a shell with these variables:\n{settings}\nThen: {instruction}\n"
    question = f"{told}Enter when it is done, s to skip the step, q to stop and continue later: "
    answer = _choice(question, ("", "s", "q"), ask)
    if answer == "q":
        raise StoppedError(f"stopped before step {step.number} of {step.total}; run the same command again to continue")
    if answer == "s":
        return None
    succeeded = _choice("Does the product report a success? [y/n] ", ("y", "n", "yes", "no"), ask).startswith("y")
    output = _lines("What does it show? Copy it here, and end with an empty line.\n", ask)
    seconds = round(time.monotonic() - started, 3)
    return Completed(Ended.MANUAL, 0 if succeeded else 1, output.encode(), b"", seconds)


def exports(configured: Mapping[str, str], door: Mapping[str, str], subject: Subject) -> str:
    """Lines for a shell: first the product's own settings, then how it reaches the edge, one line per value.

    A product whose packages are all from npm, or all from PyPI, gets only the variables that such programs read.
    """
    by_value: dict[str, list[str]] = defaultdict(list)
    for name, value in door.items():
        if not _is_for_others(name, subject):
            by_value[value].append(name)
    lines = [f"  export {name}={quote(value)}\n" for name, value in configured.items()]
    shared = [f"  export {' '.join(f'{name}={quote(value)}' for name in names)}\n" for value, names in by_value.items()]
    return "".join([*lines, *shared])


def _is_for_others(name: str, subject: Subject) -> bool:
    if subject.npm and not subject.pypi:
        return name in _OTHERS
    return bool(subject.pypi) and not subject.npm and name.startswith((_NODE, _PERL))


def _choice(question: str, choices: tuple[str, ...], ask: Ask) -> str:
    while (answer := ask(question).strip().lower()) not in choices:
        question = f"Please answer {' or '.join(choice or 'Enter' for choice in choices)}: "
    return answer


def _lines(question: str, ask: Ask) -> str:
    lines = [ask(question)]
    while lines[-1]:
        lines.append(ask(""))
    return "\n".join(lines)
