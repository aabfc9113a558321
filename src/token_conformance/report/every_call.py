"""The whole catalogue in a report: its cells apart from those of the endpoints, and its calls counted by API."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from token_conformance.model.cell import MATRIX, Credential
from token_conformance.model.grade import Grade
from token_conformance.model.outcome import REFUSALS
from token_conformance.model.verdict import Verdict
from token_conformance.report.legend import INFERRED_MEANING, OPEN, outcome_label, verdict_label
from token_conformance.report.matrix import Column, Row, rows
from token_conformance.results.file import Results
from token_conformance.results.record import CellResult

ONLY_KNOWN = (
    "Of these calls only one thing is judged: whether the caller is known. “Recognised” says nothing of what the"
    " product does then, and “stranger” is the answer that a caller without a credential gets."
)
FOR_NO_SCOPES = "no token with scopes"
"""Marks a call that refuses a token with scopes at each of its URL forms."""


@dataclass(frozen=True)
class Api:
    """The calls of one published API; `counts` has, by column, how many cells have each label."""

    id: str
    calls: Sequence[Row]
    counts: Mapping[Column, Counter[str]]

    def brief(self, column: Column) -> str:
        """The counts of a column, most frequent first; empty if no call has it."""
        return ", ".join(f"{count} {label}" for label, count in self.counts[column].most_common())

    @property
    def size(self) -> str:
        """How many calls there are, in words."""
        return counted(len(self.calls), "call")

    @property
    def unreachable(self) -> int:
        """How many calls no token with scopes reaches."""
        return sum(map(is_unreachable, self.calls))


def listed(results: Results) -> Results:
    """The results without the calls of the whole catalogue: the endpoints that have a requirement of their own."""
    return replace(results, cells=tuple(cell for cell in results.cells if not cell.api))


def of_catalogue(results: Results) -> Results:
    """The results of the calls of the whole catalogue alone."""
    return replace(results, cells=tuple(cell for cell in results.cells if cell.api))


def apis(cells: Iterable[CellResult]) -> list[Api]:
    """The APIs of the catalogue's cells, in alphabetical order."""
    by_api: dict[str, list[CellResult]] = defaultdict(list)
    for cell in cells:
        by_api[cell.api].append(cell)
    return [Api(api, rows(by_api[api]), _counts(by_api[api])) for api in sorted(by_api)]


def label(cell: CellResult) -> str:
    """What a cell is counted as: its outcome, `open`, or why there is no outcome."""
    if cell.verdict is Verdict.OPEN:
        return OPEN
    return outcome_label(cell.outcome) if cell.outcome else verdict_label(cell.verdict)


def is_inferred(cell: CellResult) -> bool:
    """Whether what is expected of a cell follows from rules alone."""
    return (cell.deviation or {}).get("grade") == Grade.INFERRED


def is_unreachable(call: Row) -> bool:
    """Whether the call was refused to a token with scopes wherever it was sent with one."""
    scoped = [cell for (credential, _), cell in call.cells.items() if credential is Credential.SCOPED]
    return bool(scoped) and all(cell.outcome in REFUSALS and cell.verdict is not Verdict.OPEN for cell in scoped)


def heading(found: Sequence[Api], cells: Sequence[CellResult]) -> str:
    """How many calls there are, and how much of what is expected of them is inferred."""
    calls = sum(len(api.calls) for api in found)
    of_token = [cell for cell in cells if not cell.credential.is_stranger]
    return (
        f"{counted(calls, 'call')} of {counted(len(found), 'API')}, {counted(len(cells), 'cell')}:"
        f" {sum(map(is_inferred, of_token)):,} of the {len(of_token):,} with a token are inferred: {INFERRED_MEANING}."
    )


def counted(count: int, noun: str) -> str:
    """A number with its noun, such as `1 call` and `2,044 calls`."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _counts(cells: Iterable[CellResult]) -> Mapping[Column, Counter[str]]:
    counts: dict[Column, Counter[str]] = {column: Counter() for column in MATRIX}
    for cell in cells:
        column = (cell.credential, cell.url_form)
        if column in counts:
            counts[column][label(cell)] += 1
    return counts
