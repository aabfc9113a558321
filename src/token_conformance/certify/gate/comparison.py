"""Compares what a run showed with what is expected of it, or with what another run showed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from token_conformance.certify.gate.expectations import Expectation, Expectations
from token_conformance.certify.gate.seen import Part, Seen
from token_conformance.certify.gate.word import Change, Word, change, worst


@dataclass(frozen=True)
class Difference:
    """One result that is not as before or as expected. `action` is empty for the requirement as a whole.

    `sentence` says what was seen. `reason` and `line` are those of the expectation, empty and 1 without one.
    """

    requirement: str
    action: str
    before: Word
    after: Word
    change: Change
    sentence: str
    reason: str = ""
    line: int = 1

    @property
    def place(self) -> str:
        """The requirement and the action, as the file of expectations names them."""
        return f"{self.requirement}.{self.action}" if self.action else self.requirement


def unexpected(expected: Expectations, seen: Mapping[str, Seen]) -> list[Difference]:
    """The results of a run that are not as expected, in both directions."""
    return [difference for id_, one in seen.items() for difference in _unexpected(expected, id_, one)]


def _unexpected(expected: Expectations, id_: str, seen: Seen) -> Iterator[Difference]:
    """The differences of a requirement. Actions are compared only if one of them has an expectation."""
    actions, whole = expected.actions(id_), expected.entries.get((id_, ""))
    parts = dict.fromkeys([*actions, *seen.actions]) if actions else {}
    finer = [
        *_differences(id_, {name: (_result(actions.get(name)), _part(seen, name), actions.get(name)) for name in parts})
    ]
    if whole or not finer:
        implied = worst(*(entry.result for entry in actions.values())) if actions else Word.PASS
        yield from _differences(
            id_, {"": (whole.result if whole else implied, Part(seen.result, seen.sentence), whole)}
        )
    yield from finer


def _result(entry: Expectation | None) -> Word:
    return entry.result if entry else Word.PASS


def _part(seen: Seen, action: str) -> Part:
    return seen.actions.get(action) or Part(
        Word.NOT_OBSERVED, seen.sentence if not seen.actions else "It did not show this."
    )


def _differences(id_: str, compared: Mapping[str, tuple[Word, Part, Expectation | None]]) -> Iterator[Difference]:
    for action, (before, part, entry) in compared.items():
        if found := change(before, part.result):
            reason, line = (entry.reason, entry.line) if entry else ("", 1)
            yield Difference(id_, action, before, part.result, found, part.sentence, reason, line)


def between(before: Mapping[str, Seen], after: Mapping[str, Seen]) -> list[Difference]:
    """The results that differ between two runs of a subject.

    A requirement that only one of them judged was not observed in the other one. Actions are compared where both runs
    showed the requirement by its actions; elsewhere the requirement as a whole says it.
    """
    return [
        difference
        for id_ in dict.fromkeys([*before, *after])
        for difference in _between(id_, before.get(id_, _ABSENT), after.get(id_, _ABSENT))
    ]


_ABSENT = Seen(Word.NOT_OBSERVED, "It was not judged.")


def _between(id_: str, before: Seen, after: Seen) -> Iterator[Difference]:
    yield from _differences(id_, {"": (before.result, Part(after.result, after.sentence), None)})
    if before.actions and after.actions:
        names = dict.fromkeys([*before.actions, *after.actions])
        yield from _differences(id_, {name: (_part(before, name).result, _part(after, name), None) for name in names})
