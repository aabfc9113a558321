"""The result of a run as lines for a terminal, none of which is wider than it unless one word is."""

from collections.abc import Iterable, Iterator

from token_conformance.certify.details import Where, details, heading, names, seen
from token_conformance.certify.grouping import Cause, causes
from token_conformance.certify.part import Judged, Part
from token_conformance.certify.requirements.judgement import Judgement
from token_conformance.certify.requirements.requirement import Observations
from token_conformance.certify.requirements.result import Check, Result
from token_conformance.certify.requirements.transcript import whole_transcript
from token_conformance.certify.scenarios.all_scenarios import SCENARIOS
from token_conformance.report.wrapping import terminal_width, text_width, wrap

_LABEL = 10
"""The width of a label in front of a detail."""
_CONTINUED = " \\"


def hanging(text: str, *, indent: int, by: int = 2, label: str = "") -> list[str]:
    """A text as lines that start at a column; all but the first start `by` columns further to the right.

    A label stands in these columns of the first line. What a program reads has every path in one piece.
    """
    first, rest = _starts(indent, by, label)
    return wrap(text, text_width(), first, rest, whole=terminal_width() is None)


def _starts(indent: int, by: int, label: str) -> tuple[str, str]:
    """How the first line starts, and all others."""
    first = " " * indent
    return first + (f"{label:{by}}" if label else ""), first + " " * by


def findings_lines(judgement: Judgement, where: Where) -> Iterator[str]:
    """All findings: each cause with what it leads to, then the requirements that are met or do not apply."""
    for cause in causes(judgement):
        yield from hanging(f"{cause.first.result}  {heading(cause.findings)}", indent=0)
        yield from _cause(cause, where)
        yield ""
    excused = [finding for finding in judgement.findings if finding.requirement in judgement.excused]
    if passed := [finding for finding in judgement.findings if finding.result is Result.PASS]:
        yield from hanging(f"pass  {names(passed)}", indent=0, by=6)
    if excused:
        yield from hanging(f"excused, since it has no action or no token for them  {names(excused)}", indent=0)


def _cause(cause: Cause, where: Where) -> Iterator[str]:
    for line in seen(cause.first):
        yield from hanging(line, indent=2)
    for label, text in details(cause, where):
        yield from _detail(label, text)
    if cause.waiting:
        yield from hanging(f"Because of it, not observed: {names(cause.waiting)}", indent=2)


def _detail(label: str, text: str) -> list[str]:
    """A detail with its label; a command is continued as a shell reads it, unless a quoted path could be torn."""
    if label != "repeat":
        return hanging(text, indent=4, by=_LABEL, label=label)
    if "'" in text:
        return [f"    {label:{_LABEL}}{text}"]
    lines = wrap(text, text_width() - len(_CONTINUED), *_starts(4, _LABEL, label), whole=True)
    return [*(f"{line}{_CONTINUED}" for line in lines[:-1]), lines[-1]]


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
