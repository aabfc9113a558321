"""The result of a run as lines for a terminal, none of which is wider than it unless one word is."""

from collections.abc import Iterable, Iterator
from textwrap import wrap

from token_conformance.certify.part import Judged, Part
from token_conformance.certify.requirements.requirement import Observations
from token_conformance.certify.requirements.result import Check, Result
from token_conformance.certify.requirements.transcript import whole_transcript
from token_conformance.certify.scenarios.all_scenarios import SCENARIOS

WIDTH = 80


def hanging(text: str, *, indent: int, by: int = 2) -> list[str]:
    """A text as lines that start at a column; all but the first start `by` columns further to the right."""
    first = " " * indent
    return wrap(
        text,
        WIDTH,
        initial_indent=first,
        subsequent_indent=first + " " * by,
        break_long_words=False,
        break_on_hyphens=False,
    )


def transcripts(observations: Observations) -> Iterator[str]:
    """Everything that was sent, answered and printed, scenario by scenario; these lines are not wrapped."""
    for scenario, observation in observations.items():
        yield from hanging(f"{scenario}: {SCENARIOS[scenario].sentence}", indent=0)
        yield from (f"  {line}" for line in whole_transcript(observation))
        yield ""


def part_lines(part: Part, found: Iterable[Judged]) -> Iterator[str]:
    """The requirements of a part, each with one line per run that shows it."""
    for judged in found:
        requirement = judged.requirement
        yield from hanging(f"{requirement.id} {requirement.level} {judged.result}: {requirement.title}", indent=0)
        for line in _reasons(judged, part):
            yield from hanging(line, indent=2)


def _reasons(judged: Judged, part: Part) -> Iterator[str]:
    if judged.needs:
        yield f"It needs {', '.join(judged.needs)} as well: --only {judged.requirement.id} runs all that it needs."
    elif not judged.checks:
        yield f"Nothing in {', '.join(part.scenarios)} shows it."
    others = [check for check in judged.checks if check.result is not Result.PASS]
    yield from (f"{check.result}  {check.scenario}: {check.action} {check.description}" for check in others)
    yield from (f"pass  {scenario}: {', '.join(names)}" for scenario, names in _passed(judged.checks).items())


def _passed(checks: Iterable[Check]) -> dict[str, list[str]]:
    """What has passed, by scenario: a pass needs no description, so one line is enough for all of a scenario."""
    passed: dict[str, list[str]] = {}
    for check in checks:
        if check.result is Result.PASS and check.action not in passed.setdefault(check.scenario, []):
            passed[check.scenario].append(check.action)
    return passed
