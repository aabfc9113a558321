"""LaTeX: a longtable that fills the line and goes on over pages, for any engine with its packages."""

import re
from collections.abc import Iterable

from token_conformance.report.tables.table import Markup, Table

PACKAGES = r"% needs \usepackage{amssymb,array,longtable,pifont}"

_SIGNS = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "<": r"\textless{}",
        ">": r"\textgreater{}",
        "|": r"\textbar{}",
        "`": r"\textasciigrave{}",
        "'": r"\textquotesingle{}",
        **{sign: rf"\{sign}" for sign in "&%$#_{}"},
        **{sign: f"{{{sign}}}" for sign in "[]*"},  # they would be options of the line break before them
        "✓": r"\ding{51}",
        "✗": r"\ding{55}",
        "∅": r"\ensuremath{\emptyset}",
        "◀": r"\ensuremath{\blacktriangleleft}",
    }
)
_LIGATURE = re.compile(r"(?<=[-,])(?=[-,])")


def _escape(line: str) -> str:
    """Two hyphens would become a dash, and two commas a quotation mark, if nothing stood between them."""
    return "{}".join(part.translate(_SIGNS) for part in _LIGATURE.split(line))


def _code(line: str) -> str:
    """Paths are long, so they may break at their slashes."""
    breakable = _escape(line).replace("/", r"/\allowbreak{}")
    return rf"\texttt{{{breakable}}}"


_MARKUP = Markup(plain=_escape, code=_code, line_break=r" \newline ")


def render(table: Table) -> str:
    """Draw the table, whose columns are equally wide, and the note below it."""
    lines = [
        PACKAGES,
        rf"\begin{{longtable}}{{{_columns(len(table.titles))}}}",
        r"\hline",
        _row(_MARKUP.write_all(table.titles)),
        r"\hline",
        r"\endhead",
        *map(_row, _MARKUP.rows(table)),
        r"\hline",
        r"\end{longtable}",
        "",
        _MARKUP.write(table.note),
    ]
    return "\n".join(lines)


def _columns(number: int) -> str:
    column = rf">{{\raggedright\arraybackslash}}p{{\dimexpr\linewidth/{number}-2\tabcolsep}}"
    return f"*{{{number}}}{{{column}}}"


def _row(values: Iterable[str]) -> str:
    return rf"{' & '.join(values)} \\"
