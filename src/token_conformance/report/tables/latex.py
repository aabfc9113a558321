"""LaTeX: a longtable as wide as the line, which may continue on further pages, for any engine with its packages."""

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
        **{sign: f"{{{sign}}}" for sign in "[]*"},  # after a line break they would be read as its options
        "✓": r"\ding{51}",
        "✗": r"\ding{55}",
        "∅": r"\ensuremath{\emptyset}",
        "◀": r"\ensuremath{\blacktriangleleft}",
    }
)
_LIGATURE = re.compile(r"(?<=[-,])(?=[-,])")


def _escape(line: str) -> str:
    """Escape a line; empty groups keep two hyphens from becoming a dash, and two commas a quotation mark."""
    return "{}".join(part.translate(_SIGNS) for part in _LIGATURE.split(line))


def _code(line: str) -> str:
    """A line of code that may break at slashes, because paths are long."""
    breakable = _escape(line).replace("/", r"/\allowbreak{}")
    return rf"\texttt{{{breakable}}}"


_MARKUP = Markup(plain=_escape, code=_code, line_break=r" \newline ")


def render(table: Table) -> str:
    """Write the table, with columns of equal width, and the note below it."""
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
        _MARKUP.write(table.below),
    ]
    return "\n".join(lines)


def _columns(number: int) -> str:
    column = rf">{{\raggedright\arraybackslash}}p{{\dimexpr\linewidth/{number}-2\tabcolsep}}"
    return f"*{{{number}}}{{{column}}}"


def _row(values: Iterable[str]) -> str:
    return rf"{' & '.join(values)} \\"
