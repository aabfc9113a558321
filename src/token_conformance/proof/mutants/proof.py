"""The proof as a whole: every mutant is killed as declared, and every cell is moved by one of them."""

import sys
from collections.abc import Sequence
from pathlib import Path

from token_conformance.errors import UserError, nearest
from token_conformance.proof.mutants.kill import Kill, kill_all
from token_conformance.proof.mutants.reading import mutants
from token_conformance.proof.mutants.report import render, unmoved
from token_conformance.report.files import renew

_SHOWN = 10
"""So many sentences show what is wrong with a mutant."""


def chosen(names: Sequence[str]) -> Sequence[str]:
    """The mutants of these names, or all of them; raises UserError for a name that none has."""
    for name in names:
        if name not in mutants():
            remedy = nearest(name, mutants(), "name none, to kill them all")
            raise UserError(f"{name}: there is no such mutant; {remedy}")
    return names or list(mutants())


def prove(names: Sequence[str]) -> list[Kill]:
    """Kill mutants, and tell of each how it went; raises UserError where the suites cannot be run."""
    kills = []
    for kill in kill_all(names):
        kills.append(kill)
        _tell(kill)
    return kills


def renew_report(path: Path, kills: Sequence[Kill], *, check: bool) -> int:
    """Write or check the report; returns the exit status, 1 where it is stale or a cell is moved by no mutant."""
    still = unmoved(kills)
    sys.stderr.writelines(f"{cell.id}: no mutant moves it; add one that does\n" for cell in still)
    status = renew({path: render(kills)}, check=check, remedy="make it again with `token-conformance mutants`")
    return 1 if still else status


def _tell(kill: Kill) -> None:
    how = f"{len(kill.faults)} not as declared" if kill.faults else "as declared"
    sys.stdout.write(f"{kill.mutant}: moves {len(kill.effects)} of {len(kill.cells)} cells, {how}\n")
    sys.stderr.writelines(f"{fault}\n" for fault in kill.faults[:_SHOWN])
    if (more := len(kill.faults) - _SHOWN) > 0:
        sys.stderr.write(f"{kill.mutant}: and {more} more\n")
