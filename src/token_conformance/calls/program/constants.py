"""Puts the value of a constant where a program uses it, so that an address that is joined from parts is whole.

Only a name that is given one value counts, and only if that has the root of a path of Atlassian in it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

_WORDS = (
    r"(?:(?:export|default|public|private|protected|internal|static|final|readonly|const|let|var|val|my|our|pub"
    r"|[sS]tring|auto)[ \t]+)*"
)
_NAME = r"(?:self\.|this\.|[$@])?[A-Za-z_]\w*"
_DEFINED = re.compile(
    rf"(?P<indent>[ \t]*){_WORDS}(?P<name>{_NAME})(?:\s*:\s*&?(?:'static )?\w+)?(?:\s*(?P<sign>:?=)\s*|[ \t]+(?=\"))"
    rf"(?:(?P<base>{_NAME})\s*(?:\+|<>|\.)\s*)?[fr$]{{0,2}}(?P<quote>[\"'`])(?P<value>[^\"'`\n]{{1,300}})(?P=quote)"
    r"(?:\.freeze)?\s*[;,]?\s*(?:(?://|#)[^\n]*)?"
)
"""A line that gives a name a text in quotes, perhaps behind another name."""

_ROOT = re.compile(r"(?:\A|/|\}|\))/?(?:rest|wiki|ex|gateway|_edge|jsm|automation|2\.0)(?:/|\Z)")
_UPPER = re.compile(r"[A-Z][A-Z0-9_]*")
_DEFINES = re.compile(r"\b(?:def|func|function|fun|fn|sub)\b|=>|\)\s*(?:throws[\w\s,.]+)?\{\s*$")
_MOST = 50
_LONGEST = 2_000


def with_constants(lines: Sequence[str]) -> Sequence[str]:
    """Lines with the values of their constants in place of the names; the lines that define them stay."""
    defined = [found for line in lines if len(line) <= _LONGEST and (found := _DEFINED.fullmatch(line))]
    values = _values([found for found in defined if _is_constant(found, lines)][:_MOST])
    if not values:
        return lines
    own = {found[0] for found in defined}
    return [line if line in own or len(line) > _LONGEST else _filled(line, values) for line in lines]


def _is_constant(found: re.Match[str], lines: Sequence[str]) -> bool:
    """Whether a name has one value in all lines, and is one that other functions see."""
    name = found["name"]
    is_seen = not found["indent"] or name.startswith(("self.", "this.", "@")) or _UPPER.fullmatch(name)
    if not is_seen or not (found["sign"] or name.startswith("@")):
        return False
    word = rf"(?<![\w.$@]){re.escape(name)}(?!\w)"
    given = re.compile(rf"{word}(?:\s*:\s*[\w&' ]+)?\s*(?:[:+.]?=(?![=>])|<<)")
    parameter = re.compile(rf"[(,]\s*(?:[\w.<>]+\s+)?{word}\s*(?=[:=,)])")
    using = [line for line in lines if name in line]
    is_parameter = any(parameter.search(line) and _DEFINES.search(line) for line in using)
    return not is_parameter and sum(len(given.findall(line)) for line in using) <= 1


def _values(defined: Sequence[re.Match[str]]) -> Mapping[str, str]:
    """The values of constants that have the root of a path, each with the values of those before it."""
    known: dict[str, str] = {}
    for found in defined:
        base = known.get(found["base"] or "", "")
        known[found["name"]] = base + _filled(found["value"], known)
    return {name: value.rstrip("/") for name, value in known.items() if _ROOT.search(value)}


def _filled(line: str, values: Mapping[str, str]) -> str:
    for name, value in values.items():
        if name.lstrip("$@") in line:
            for use, filled in _uses(name, value):
                line = use.sub(filled, line)
    return line


def _uses(name: str, value: str) -> Iterator[tuple[re.Pattern[str], str]]:
    """How programs use a name, and what is in its place then: within a text, joined to one, and alone."""
    word, bare = rf"(?:(?:self|this|cls|[A-Z]\w*)\.)?{re.escape(name)}", re.escape(name.lstrip("$"))
    filled = value.replace("\\", r"\\")
    within = rf"[$#]?\{{\s*(?:{word}|\$?{bare})\s*\}}|\\\({word}\)|\${bare}(?=/)"
    yield re.compile(within), filled
    yield (
        re.compile(rf"(?<![\w.$@\"'`]){word}\s*(?:\+|<>|\.(?!\w))\s*(?P<kind>[fr$@]{{0,2}})(?P<quote>[\"'`])"),
        rf"\g<kind>\g<quote>{filled}",
    )
    yield re.compile(rf"(?<=[(,])(?P<blank>\s*){word}(?=\s*[,)])"), rf'\g<blank>"{filled}"'
