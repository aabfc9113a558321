"""The differences between two runs as text, as Markdown for a pull request, or as JSON."""

import json
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import groupby

from token_conformance.redaction.output import one_line
from token_conformance.report.legend import outcome_label
from token_conformance.report.markdown_text import code, escape, table
from token_conformance.report.provenance import provenance
from token_conformance.results.difference import Change, Difference
from token_conformance.results.file import Results
from token_conformance.results.history import History
from token_conformance.results.record import CellResult

NOTHING = "Nothing changed: every cell is as it was."

FORMAT = 2
"""The number of the format of the JSON document. Format 1, without a number, has no cells that were not sent."""

_MOST_LISTED = 50
"""The most cells of a kind that are listed for people: a change of one rule can change a whole column."""

_NOT_SENT = (
    "left out on purpose: the run was not allowed to write, has no such token, or its tenant lacks what they need."
)
_TITLES = ("Cell", "Before", "After", "What is known")


def text(changes: Sequence[Difference], after: Results, history: History) -> str:
    """What the later run was recorded from, then one line per cell that differs, worst first."""
    sections = [provenance(after)]
    for change, group in _groups(changes):
        members = list(group)
        sections.append("\n".join([f"{len(members)} {change.upper()}", *_lines(change, members, history)]))
    return "\n\n".join(sections if changes else [*sections, NOTHING])


def markdown(changes: Sequence[Difference], after: Results, history: History) -> str:
    """A heading with the counts, and one table per kind of change."""
    parts = [f"### Token conformance: {_counts(changes)}", escape(provenance(after))]
    for change, group in _groups(changes):
        members = list(group)
        rows = [_row(difference, history) for difference in members[:_MOST_LISTED]]
        shown = f"{len(members)} cells: {_NOT_SENT}" if change is Change.NOT_SENT else table(_TITLES, rows)
        parts += [f"**{change.capitalize()}**", shown]
        if change is not Change.NOT_SENT and (rest := _rest(members)):
            parts.append(escape(rest))
    return "\n\n".join(parts)


def document(changes: Sequence[Difference], after: Results, history: History) -> str:
    """One JSON document: the counts, and each difference with both results."""
    counts = {change: sum(difference.change is change for difference in changes) for change in Change}
    listed = [_record(difference, history) for difference in _sorted(changes)]
    facts = {"format": FORMAT, "recorded": provenance(after), "counts": counts, "differences": listed}
    return json.dumps(facts, indent=2, ensure_ascii=False, sort_keys=True)


FORMATS: dict[str, Callable[[Sequence[Difference], Results, History], str]] = {
    "text": text,
    "markdown": markdown,
    "json": document,
}


def _sorted(changes: Sequence[Difference]) -> list[Difference]:
    """Worst first, and of each kind the endpoints before the calls of the whole catalogue."""
    worst_first = {change: number for number, change in enumerate(Change)}
    return sorted(changes, key=lambda difference: (worst_first[difference.change], bool(difference.cell.api)))


def _groups(changes: Sequence[Difference]) -> "groupby[Change, Difference]":
    return groupby(_sorted(changes), key=lambda difference: difference.change)


def _counts(changes: Sequence[Difference]) -> str:
    if not changes:
        return "nothing changed"
    return ", ".join(f"{len(list(group))} {change}" for change, group in _groups(changes))


def _lines(change: Change, members: Sequence[Difference], history: History) -> list[str]:
    """One line for each cell, and one in all for cells that were not sent: nothing is known of them."""
    if change is Change.NOT_SENT:
        return [f"  {_NOT_SENT}"]
    listed = [_line(difference, history) for difference in members[:_MOST_LISTED]]
    return [one_line(f"  {line}") for line in filter(None, [*listed, _rest(members)])]


def _rest(members: Sequence[Difference]) -> str:
    """How many cells are not listed, and of what; empty if all are listed."""
    counts = Counter(difference.cell.endpoint.rpartition("/")[0] for difference in members[_MOST_LISTED:])
    parts = ", ".join(f"{count} of {where}" for where, count in sorted(counts.items()))
    return f"… and {counts.total()} more: {parts}; --format json lists all" if counts else ""


def _line(difference: Difference, history: History) -> str:
    known = _known(difference, history)
    line = f"{difference.cell.cell}: {_label(difference.before)} -> {_label(difference.after)}"
    return f"{line}; {known}" if known else line


def _row(difference: Difference, history: History) -> list[str]:
    labels = map(escape, (_label(difference.before), _label(difference.after)))
    return [code(difference.cell.cell), *labels, escape(_known(difference, history))]


def _label(cell: CellResult | None) -> str:
    return outcome_label(cell.outcome, cell.status) if cell and cell.outcome else "not observed"


def _known(difference: Difference, history: History) -> str:
    """What is known about a cell: its declared deviation, and its past outcomes if it is flaky."""
    name = difference.cell.cell
    sequence = ", ".join(history.sequence(name))
    flaky = f"flaky: {sequence}" if history.is_flaky(name) else ""
    return "; ".join(filter(None, [_evidence(difference), flaky]))


def _evidence(difference: Difference) -> str:
    declared = next((cell.deviation for cell in (difference.after, difference.before) if cell and cell.deviation), {})
    keys = ("standing", "outcome", "grade", "date", "source", "rule", "sides")
    words = " ".join(declared[key] for key in keys if key in declared).split()  # a declared text may have several lines
    return " ".join(["declared:", *words]) if declared else ""


def _record(difference: Difference, history: History) -> dict[str, object]:
    sides = {"before": difference.before, "after": difference.after}
    results = {side: json.loads(cell.to_json()) if cell else None for side, cell in sides.items()}
    name = difference.cell.cell
    return {"cell": name, "change": difference.change, "flaky": history.is_flaky(name), **results}
