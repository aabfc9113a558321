"""The proof by rule: what breaks one rule alone, at the edge or in the inference, turns exactly its cells red.

A cell without an expectation, because nobody knows what it gets or the sources contradict each other, cannot turn red
and is left out.
"""

import datetime as dt
from collections.abc import Collection, Iterator, Mapping

from token_conformance.catalogue.callers.every_call import calls_by_api
from token_conformance.deviations.deviation import Deviation
from token_conformance.errors import UserError
from token_conformance.model.cell import Cell
from token_conformance.model.outcome import Outcome
from token_conformance.proof.by_rule.answers import Calls, Outcomes, calls_of, outcomes
from token_conformance.proof.by_rule.breakages import BREAKAGES, INFERRED, Breakage, negated
from token_conformance.proof.by_rule.selection import among
from token_conformance.redaction.output import complain, say
from token_conformance.suite.catalogue.expectation import expected

_SHOWN = 10
"""The most sentences that are shown of one breakage."""

Expectations = Mapping[Cell, Outcome]


def prove_by_rule(apis: Collection[str] = ()) -> int:
    """Break each rule, over all published calls or those of some APIs, and print the results.

    Returns the exit status, which is 1 if a breakage does not turn exactly its cells red. Raises UserError if a cell is
    not as expected without any breakage.
    """
    calls = calls_of(apis or calls_by_api())
    wanted, before = expectations(calls), outcomes(calls)
    if wrong := [cell.id for cell, outcome in wanted.items() if before[cell] is not outcome]:
        raise UserError(f"{wrong[0]} is not as expected even without a breakage, nor are {len(wrong) - 1} more cells")
    found = [_at_edge(breakage, calls, wanted, before) for breakage in BREAKAGES]
    found += [_in_inference(rule, calls, wanted) for rule in INFERRED]
    return 1 if any(found) else 0


def expectations(calls: Calls) -> Expectations:
    """The expected outcome of each cell that has one."""
    today = dt.datetime.now(dt.UTC).date()
    declared = {cell: expected(cell, operation, today) for cell, operation in calls.items()}
    return {cell: one.outcome for cell, one in declared.items() if isinstance(one, Deviation)}


def _at_edge(breakage: Breakage, calls: Calls, wanted: Expectations, before: Outcomes) -> bool:
    cells = among(breakage.cells, calls) & wanted.keys()
    after = outcomes(calls, world=breakage.world, faults=breakage.faults)
    judged = {cell: after[cell] for cell in wanted}
    problems = list(differences(dict.fromkeys(cells, breakage.outcome), before, judged))
    return _say(f"the edge without {breakage.rule}: {breakage.line}", len(cells), len(wanted), problems)


def _in_inference(rule: str, calls: Calls, wanted: Expectations) -> bool:
    cells = among(INFERRED[rule], calls) & wanted.keys()
    with negated(rule):
        negative = expectations(calls)
    changed = {cell for cell, outcome in wanted.items() if negative.get(cell) is not outcome}
    problems = [f"{cell.id} is not inferred from it" for cell in sorted(cells - changed, key=lambda cell: cell.id)]
    problems += [f"{cell.id} is inferred from it, too" for cell in sorted(changed - cells, key=lambda cell: cell.id)]
    return _say(f"the inference with the opposite of {rule}", len(cells), len(wanted), problems)


def differences(declared: Outcomes, before: Outcomes, after: Outcomes) -> Iterator[str]:
    """One sentence for each cell that did not change as declared, or changed without being declared."""
    for cell, outcome in after.items():
        should_be = declared.get(cell, before[cell])
        if outcome is not should_be:
            said = "was declared to become" if cell in declared else "is not one of its cells, so it should stay"
            yield f"{cell.id} {said} {should_be}, and is {outcome}"


def _say(what: str, cells: int, of: int, problems: Collection[str]) -> bool:
    """Print the result of one breakage; returns whether it is not as declared."""
    say(f"{what} ({cells:,} of {of:,} cells): {f'{len(problems)} not as declared' if problems else 'as declared'}")
    for problem in list(problems)[:_SHOWN]:
        complain(problem)
    return bool(problems)
