"""Differences as lines for a person."""

from collections.abc import Iterator, Sequence

from token_conformance.certify.gate.comparison import Difference
from token_conformance.certify.gate.gate import Gate
from token_conformance.certify.gate.word import Change


def gate_lines(gate: Gate, found: Sequence[Difference]) -> Iterator[str]:
    """What is not as expected, most important first, and what to do about it; or what was renewed."""
    path = gate.expected.path
    if gate.is_renewing:
        yield from (f"  {one.place}: {one.before} -> {one.after}" for one in found if gate.expected.is_started)
        yield f"{path}: {_renewed(gate, found)}"
        return
    yield from (f"  {one.change:7} {one.place}: {compared(one, 'expected')}" for one in ordered(found))
    if found:
        yield f"Not as expected by {path}: {counts(found)}. {remedy(found)}"
    else:
        yield f"As expected by {path}, which has {len(gate.expected.entries)} results with a reason; the others pass."


def _renewed(gate: Gate, found: Sequence[Difference]) -> str:
    if not found:
        return (
            "is as the run already, and was not changed" if gate.expected.is_started else "written (everything passes)"
        )
    what = counts(found) if gate.expected.is_started else f"requirements that do not pass: {len(found)}"
    return f"written ({what}); say in each new reason why its result is accepted"


def ordered(found: Sequence[Difference]) -> list[Difference]:
    """Differences by their importance, and then in the order of the requirements."""
    order = list(Change)
    return sorted(found, key=lambda difference: order.index(difference.change))


def compared(difference: Difference, word: str) -> str:
    """Both results, what was seen, and the reason of the expectation; `word` says what the first result is."""
    reason = f" Its reason was: {difference.reason}" if difference.reason else ""
    return f"{word} {difference.before}, got {difference.after}. {difference.sentence}".rstrip() + reason


def counts(found: Sequence[Difference]) -> str:
    """How many results differ, by the kind of change."""
    changes = [difference.change for difference in found]
    return ", ".join(f"{changes.count(change)} {change}" for change in Change if change in changes)


def remedy(found: Sequence[Difference]) -> str:
    """What to do about results that are not as expected."""
    if any(difference.change is Change.WORSE for difference in found):
        return "Correct what is worse; --update accepts it."
    return "The file is stale: renew it with --update."
