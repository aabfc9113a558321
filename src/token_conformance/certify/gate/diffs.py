"""What differs between two runs of the same subjects, in the formats of `certify diff`."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from token_conformance.certify.gate.comparison import Difference, between
from token_conformance.certify.gate.document import FORMAT, differences_of
from token_conformance.certify.gate.gate import OTHERWISE, WORSE, status
from token_conformance.certify.gate.markdown import differences_table
from token_conformance.certify.gate.run import Run
from token_conformance.certify.gate.text import compared, counts, ordered
from token_conformance.errors import UserError
from token_conformance.redaction.output import one_line
from token_conformance.report.markdown_text import escape


@dataclass(frozen=True)
class SubjectDifference:
    """Two runs of one subject, of which one is None if only the other run has the subject."""

    name: str
    before: Run | None
    after: Run | None

    @property
    def differences(self) -> list[Difference]:
        """The results that differ; none if there is only one run."""
        return between(self.before.seen, self.after.seen) if self.before and self.after else []

    @property
    def status(self) -> int:
        """The exit status: a subject that is gone is worse, and a new one is another change."""
        if self.before and self.after:
            return status(self.differences)
        return WORSE if self.before else OTHERWISE

    @property
    def is_comparable(self) -> bool:
        """Whether both runs were judged against the same suite and rules of the edge."""
        runs = [run for run in (self.before, self.after) if run]
        return len({(run.suite, run.rules) for run in runs}) == 1


def compare(before: Mapping[str, Run], after: Mapping[str, Run]) -> list[SubjectDifference]:
    """The differences of each subject; raises UserError if no subject is in both."""
    if not before.keys() & after.keys():
        of = [", ".join(map(repr, runs)) or "no subject" for runs in (before, after)]
        raise UserError(f"the first is of {of[0]}, and the second of {of[1]}; name two runs of one subject")
    names = dict.fromkeys([*before, *after])
    return [SubjectDifference(name, before.get(name), after.get(name)) for name in names]


def status_of(found: list[SubjectDifference]) -> int:
    """The exit status for all subjects: worse is more important than other changes."""
    statuses = {one.status for one in found}
    return WORSE if WORSE in statuses else max(statuses)


_OTHER_RULES = "The two were not made with the same suite and rules of the edge, so a difference can come from these."


def text(found: list[SubjectDifference]) -> str:
    """One line per difference."""
    return "".join(f"{one_line(line)}\n" for one in found for line in _lines(one))


def _lines(one: SubjectDifference) -> list[str]:
    lines = [f"{one.name}: {_summary(one)}"]
    lines += [f"  {each.change:7} {each.place}: {compared(each, 'was')}" for each in ordered(one.differences)]
    return lines if one.is_comparable else [*lines, f"  {_OTHER_RULES}"]


def _summary(one: SubjectDifference) -> str:
    if one.before is None or one.after is None:
        return "is new" if one.after else "is gone"
    levels = [run.level or "none" for run in (one.before, one.after)]
    level = f"level {levels[1]}" if levels[0] == levels[1] else f"level {levels[1]}, was {levels[0]}"
    return f"{counts(one.differences) or 'nothing changed'}; {level}"


def markdown(found: list[SubjectDifference]) -> str:
    """A section per subject, with a table of its differences."""
    return "\n\n".join(part for one in found for part in _sections(one)) + "\n"


def _sections(one: SubjectDifference) -> list[str]:
    sections = [f"## {escape(one.name)}", f"{escape(_summary(one))}."]
    if one.differences:
        sections.append(differences_table(one.differences, "Was"))
    return sections if one.is_comparable else [*sections, _OTHER_RULES]


def document(found: list[SubjectDifference]) -> str:
    """One JSON document, whose schema is `diff.schema.json`."""
    subjects = [
        {
            "name": one.name,
            "before": _run(one.before),
            "after": _run(one.after),
            "differences": differences_of(one.differences),
        }
        for one in found
    ]
    return f"{json.dumps({'format': FORMAT, 'subjects': subjects}, indent=2, ensure_ascii=False)}\n"


def _run(run: Run | None) -> dict[str, str | None] | None:
    if run is None:
        return None
    facts = {name: getattr(run, name) for name in ("version", "day", "suite", "rules")}
    return {**facts, "level": run.level or None}


FORMATS: Mapping[str, Callable[[list[SubjectDifference]], str]] = {
    "text": text,
    "markdown": markdown,
    "json": document,
}
"""Each format by its name."""
