"""How many requests it takes to find what a token can do, for tokens of every kind against the rules of the gateway.

Run it from the project's root: `python benchmarks/reach.py [TOKENS] [SEED]`. The default is 200 tokens and seed 16: no
scope, all scopes, classic, granular and mixed ones, for one app and for both. Each search has one control request. The
quarter is that of one request for each operation: of the reads, or of all. Every answer of a search is compared with
the token's scopes; a wrong one ends the script.
"""

import sys
from pathlib import Path
from statistics import mean

sys.path.append(str(Path(__file__).parents[1] / "tests" / "helpers"))

from scope_sets import find, model_of, scope_sets  # the line above finds it
from token_conformance.advice.reach.reach import Reach  # for the same reason
from token_conformance.catalogue.answer import Says  # for the same reason
from token_conformance.catalogue.operations import published  # for the same reason


def main() -> None:
    """Print one line for each app and mode."""
    tokens = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 16  # noqa: PLR2004  # the second argument
    sets = scope_sets(tokens, seed)
    print(f"{'app':<12}{'mode':<8}{'operations':>10}{'quarter':>9}{'mean':>7}{'maximum':>9}{'undecided writes':>18}")
    for app in ("jira", "confluence"):
        for writes in (False, True):
            found = [_checked(find(model_of(scopes), app, writes=writes), scopes) for scopes in sets]
            _print(app, found, writes=writes)


def _print(app: str, found: list[Reach], *, writes: bool) -> None:
    own = [one for one in published().operations.values() if one.app == app]
    operations = sum(writes or one.method == "GET" for one in own)
    sent = [reach.sent for reach in found]
    left = mean(_undecided_writes(reach) for reach in found)
    figures = f"{operations:>10}{operations / 4:>9.2f}{mean(sent):>7.1f}{max(sent):>9}"
    print(f"{app:<12}{'writes' if writes else 'reads':<8}{figures}{left:>18.1f}")


def _undecided_writes(reach: Reach) -> int:
    return sum(one.says is Says.UNKNOWN and one.operation.method != "GET" for one in reach.every())


def _checked(reach: Reach, scopes: frozenset[str]) -> Reach:
    """The same result, if no answer that rests on scopes is wrong and every read has one."""
    for one in reach.every():
        if one.operation.name in reach.plan.class_of:
            truth = Says.YES if one.operation.is_allowed(scopes) else Says.NO
            allowed = {truth} if one.operation.method == "GET" else {truth, Says.UNKNOWN}
            if one.says not in allowed:
                raise SystemExit(f"{one.operation.name}: {one.says} with {sorted(scopes)}")
    return reach


if __name__ == "__main__":
    main()
