"""`reports/mutants.md`: which cells each mutant changes, and which cells no mutant changes."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from token_conformance.model.cell import COLUMNS, Cell, Product
from token_conformance.proof.mutants.kill import Kill
from token_conformance.proof.mutants.mutant import Differs
from token_conformance.proof.mutants.reading import mutants
from token_conformance.report.markdown_text import code, escape, table

_HEAD = """# Mutants

<!-- Made by `token-conformance mutants`; do not edit. -->

Each mutant is one small change of the edge (a local model, not Atlassian), of the client or of the cassettes. It
declares, in `src/token_conformance/proof/mutants/mutants.toml`, which cells it changes and how. All cells are run with
it and without it, and exactly the declared cells must change, each as declared. This proves that each check of the
suite can fail, and that it fails alone."""

_COLUMNS = tuple(f"{credential}-{form}" for credential, form in COLUMNS)


def render(kills: Sequence[Kill]) -> str:
    """The report about mutants that were killed as declared."""
    parts = [
        _HEAD,
        _totals(kills),
        "## What each mutant is, and how it changes the cells",
        table(("Mutant", "What is wrong", "Compared with", "Cells"), map(_line, kills)),
        "## How many cells each mutant changes, by column",
        _counts(kills, _COLUMNS, lambda cell: cell.column),
        "## How many cells each mutant changes, by product",
        _counts(kills, tuple(Product), lambda cell: cell.endpoint.product),
        "## Cells that no mutant changes",
        "\n".join(f"- {code(cell.id)}" for cell in unchanged(kills)) or "None.",
    ]
    return "\n\n".join(parts) + "\n"


def _totals(kills: Sequence[Kill]) -> str:
    cells, changed = _all(kills), Counter(cell for kill in kills for cell in kill.effects)
    ended = {cell for kill in kills for cell, effect in kill.effects.items() if not isinstance(effect, Differs)}
    return (
        f"**{len(kills)} mutants**, each killed by exactly the cells that it declares. "
        f"**{len(changed)} of {len(cells)} cells** are changed by at least one of them, each by "
        f"{min(changed.values())} or more, and {len(ended)} end differently with at least one."
    )


def _line(kill: Kill) -> list[str]:
    mutant = mutants()[kill.mutant]
    return [code(kill.mutant), escape(mutant.line), escape(mutant.baseline), _effects(kill)]


def _effects(kill: Kill) -> str:
    """Each effect, with the number of its cells and their columns."""
    by_effect: dict[str, list[Cell]] = {}
    for cell, effect in kill.effects.items():
        by_effect.setdefault(str(effect), []).append(cell)
    return "<br>".join(f"{len(cells)} {escape(what)} ({_where(cells)})" for what, cells in by_effect.items()) or "none"


def _where(cells: Iterable[Cell]) -> str:
    columns = {cell.column for cell in cells}
    others = [column for column in _COLUMNS if column not in columns]
    if len(others) < len(columns):
        return f"all but {', '.join(others)}" if others else "all columns"
    return ", ".join(column for column in _COLUMNS if column in columns)


def _counts(kills: Sequence[Kill], titles: Sequence[str], place: Callable[[Cell], str]) -> str:
    return table(("Mutant", "All", *titles), [_row(kill, titles, place) for kill in kills])


def _row(kill: Kill, titles: Sequence[str], place: Callable[[Cell], str]) -> list[str]:
    counts = Counter(map(place, kill.effects))
    return [code(kill.mutant), str(len(kill.effects)), *(str(counts[title] or "") for title in titles)]


def unchanged(kills: Sequence[Kill]) -> list[Cell]:
    """The cells that no mutant changes."""
    changed = {cell for kill in kills for cell in kill.effects}
    return [cell for cell in _all(kills) if cell not in changed]


def _all(kills: Sequence[Kill]) -> list[Cell]:
    return list(dict.fromkeys(cell for kill in kills for cell in kill.cells))
