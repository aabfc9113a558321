"""The whole proof: every mutant is killed as declared, and each cell and observation is changed by at least one."""

from collections.abc import Sequence
from pathlib import Path

from token_conformance.catalogue.evidence import observations
from token_conformance.errors import UserError, nearest
from token_conformance.proof.mutants.kill import Kill, kill_all
from token_conformance.proof.mutants.reading import mutants
from token_conformance.proof.mutants.report import render, unchanged, unchanged_rows
from token_conformance.redaction.output import complain, say
from token_conformance.report.files import renew

_SHOWN = 10
"""The maximum number of sentences that are shown for one mutant."""


def chosen(names: Sequence[str]) -> Sequence[str]:
    """The mutants of these names, or all mutants if there are no names; raises UserError for an unknown name."""
    for name in names:
        if name not in mutants():
            remedy = nearest(name, mutants(), "to kill all mutants, give no name")
            raise UserError(f"{name}: there is no such mutant; {remedy}")
    return names or list(mutants())


def prove(names: Sequence[str]) -> list[Kill]:
    """Kill mutants and print the result of each; raises UserError if the suites cannot be run."""
    kills = []
    for kill in kill_all(names):
        kills.append(kill)
        _print(kill)
    return kills


def renew_report(path: Path, kills: Sequence[Kill], *, check: bool) -> int:
    """Write or check the report; returns the exit status.

    It is 1 if the report is stale, or if no mutant changes a cell or an observation.
    """
    still = [*(cell.id for cell in unchanged(kills)), *(f"the observation {id_}" for id_ in unchanged_rows(kills))]
    for what in still:
        complain(f"{what}: no mutant changes it; add one that does")
    status = renew({path: render(kills)}, check=check, remedy="make it again with `token-conformance mutants`")
    return 1 if still else status


def _print(kill: Kill) -> None:
    result = f"{len(kill.problems)} not as declared" if kill.problems else "as declared"
    rows = f"{len(kill.rows)} of {len(observations())} observations"
    say(f"{kill.mutant}: changes {len(kill.effects)} of {len(kill.cells)} cells and {rows}, {result}")
    for problem in kill.problems[:_SHOWN]:
        complain(problem)
    if (more := len(kill.problems) - _SHOWN) > 0:
        complain(f"{kill.mutant}: and {more} more")
