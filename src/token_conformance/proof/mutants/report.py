"""`reports/mutants.md`: which cells each mutant changes, and which cells no mutant changes."""

from collections import Counter
from collections.abc import Callable, Container, Iterable, Sequence

from token_conformance.catalogue.evidence import observations
from token_conformance.catalogue.rules import rules
from token_conformance.model.cell import COLUMNS, SERVICE_ACCOUNT, Cell, Product
from token_conformance.proof.mutants.kill import Kill
from token_conformance.proof.mutants.mutant import Differs
from token_conformance.proof.mutants.reading import mutants, unbroken
from token_conformance.report.markdown_text import code, escape, table

_HEAD = """# Mutants

<!-- Made by `token-conformance mutants`; do not edit. -->

Each mutant is one small change of the edge (a local model, not Atlassian), of the client or of the cassettes. It
declares, in `src/token_conformance/proof/mutants/mutants.toml`, which cells it changes and how. All cells are run with
it and without it, and exactly the declared cells must change, each as declared. This proves that each check of the
suite can fail, and that it fails alone. The cells of a service account are run with the mutants of its token alone.

An edge with a mutant is also asked for every published observation of Atlassian
([fidelity.md](fidelity.md)): exactly the declared ones must begin to differ, or to agree. So a rule that no endpoint
of the suites meets is shown to be what makes its observations agree."""

_COLUMNS = tuple(f"{credential}-{form}" for credential, form in COLUMNS + SERVICE_ACCOUNT)
_MOST_NAMED = 4
"""The most observations that are named in a line; of more, only the number is shown."""


def render(kills: Sequence[Kill]) -> str:
    """The report about mutants that were killed as declared."""
    parts = [
        _HEAD,
        _totals(kills),
        "## What each mutant is, and how it changes the cells",
        table(("Mutant", "What is wrong", "Rules", "Compared with", "Cells", "Observations"), map(_line, kills)),
        "## What breaks each rule of the edge",
        table(("Rule", "Mutants that break it", "If none does: why, and the test that checks it"), _rules(kills)),
        "## How many cells each mutant changes, by column",
        _counts(kills, _COLUMNS, lambda cell: cell.column),
        "## How many cells each mutant changes, by product",
        _counts(kills, tuple(Product), lambda cell: cell.endpoint.product),
        "## Cells that no mutant changes",
        _listed(cell.id for cell in unchanged(kills)),
        "## Observations that no mutant changes",
        _listed(unchanged_rows(kills)),
    ]
    return "\n\n".join(parts) + "\n"


def _totals(kills: Sequence[Kill]) -> str:
    cells, changed = _all(kills), Counter(cell for kill in kills for cell in kill.effects)
    ended = {cell for kill in kills for cell, effect in kill.effects.items() if not isinstance(effect, Differs)}
    optional = sum((cell.credential, cell.url_form) in SERVICE_ACCOUNT for cell in cells)
    rows = len(observations())
    return (
        f"**{len(kills)} mutants**, each killed by exactly the cells and observations that it declares. "
        f"**{len(changed)} of {len(cells)} cells**, {optional} of them those of a service account, are changed by at "
        f"least one of them, each by {min(changed.values())} or more, and {len(ended)} end differently with at least "
        f"one. **{rows - len(unchanged_rows(kills))} of {rows} observations** are changed by at least one."
    )


def _line(kill: Kill) -> list[str]:
    mutant = mutants()[kill.mutant]
    named = [code(kill.mutant), escape(mutant.line), ", ".join(mutant.rules), escape(mutant.baseline)]
    return [*named, _effects(kill), _rows(kill)]


def _rows(kill: Kill) -> str:
    """The observations that begin to differ, and those that begin to agree."""
    differ = [id_ for id_, agrees in kill.rows.items() if not agrees]
    agree = [id_ for id_, agrees in kill.rows.items() if agrees]
    parts = [_some(differ, "differ"), _some(agree, "agree")]
    return "<br>".join(filter(None, parts)) or "none"


def _some(ids: Sequence[str], verb: str) -> str:
    shown = f": {', '.join(map(code, ids))}" if len(ids) <= _MOST_NAMED else ""
    return f"{len(ids)} {verb}{shown}" if ids else ""


def _rules(kills: Sequence[Kill]) -> list[list[str]]:
    """A line for each rule."""
    alone = {one.rule: f"{escape(one.reason)} {code(one.test)}" for one in unbroken()}
    broken = {id_: [kill.mutant for kill in kills if id_ in mutants()[kill.mutant].rules] for id_ in rules()}
    return [[id_, ", ".join(map(code, names)), alone.get(id_, "")] for id_, names in broken.items()]


def _effects(kill: Kill) -> str:
    """Each effect, with the number of its cells and their columns."""
    by_effect: dict[str, list[Cell]] = {}
    for cell, effect in kill.effects.items():
        by_effect.setdefault(str(effect), []).append(cell)
    run = {cell.column for cell in kill.cells}
    return (
        "<br>".join(f"{len(cells)} {escape(what)} ({_where(cells, run)})" for what, cells in by_effect.items())
        or "none"
    )


def _where(cells: Iterable[Cell], run: Container[str]) -> str:
    """The columns of cells, in a run with these columns."""
    columns = {cell.column for cell in cells}
    others = [column for column in _COLUMNS if column not in columns and column in run]
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


def unchanged_rows(kills: Sequence[Kill]) -> list[str]:
    """The observations that no mutant changes, by id."""
    changed = {id_ for kill in kills for id_ in kill.rows}
    return [row.id for row in observations() if row.id not in changed]


def _listed(ids: Iterable[str]) -> str:
    return "\n".join(f"- {code(id_)}" for id_ in ids) or "None."
