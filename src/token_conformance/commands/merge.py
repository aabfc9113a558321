"""`token-conformance merge PART... --output FILE`: merges the results of shards, or compares those of several sites."""

import os
from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from token_conformance.errors import ProblemsError, ResultsError, UserError, first_of
from token_conformance.redaction.output import publish, say
from token_conformance.report.comparison import sites
from token_conformance.report.files import write
from token_conformance.report.wrapping import terminal_width, wrap_document
from token_conformance.results.file import Results, read
from token_conformance.results.merge import merge
from token_conformance.results.sites import Sites, side_by_side
from token_conformance.results.writer import ResultsWriter

_FORMATS: Mapping[str, Callable[[Sites], str]] = {
    "text": lambda shown: wrap_document(sites.text(shown), terminal_width()),
    "markdown": sites.markdown,
}


def add_arguments(parser: ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.description = (
        "Merge the results of all shards of one run (--shard I/N) into one file, or, with --by-label, put the results"
        " of several sites side by side. Nothing is written unless all parts belong together."
    )
    parser.add_argument("parts", nargs="+", type=Path, metavar="PART", help="the results file of one shard, or site")
    parser.add_argument("--output", required=True, type=Path, metavar="FILE", help="the file to write")
    parser.add_argument(
        "--by-label",
        action="store_true",
        help="put the results of several sites side by side, each with the label that TOKEN_CONFORMANCE_SITE_LABEL gave"
        " it: FILE gets the cells that differ, and `report --sites FILE` shows them",
    )
    parser.add_argument(
        "--format", choices=_FORMATS, help="how --by-label prints the cells that differ (default: text)"
    )


def run(arguments: Namespace) -> int:
    """Merge the parts; nothing is written unless all of them belong together."""
    part, times = Counter(arguments.parts).most_common(1)[0]
    if times > 1:
        raise ResultsError(f"{part}: is named twice; name each part once")
    if _real(arguments.output) in map(_real, arguments.parts):
        raise ResultsError(f"--output {arguments.output}: is one of the parts, which would be lost; name another file")
    if arguments.format and not arguments.by_label:
        raise UserError("--format: is for --by-label; add that, or drop --format")
    parts = _read(arguments.parts)
    if arguments.by_label:
        _put_side_by_side(parts, arguments)
    else:
        _merge(parts, arguments.output)
    return 0


def _real(path: Path) -> str:
    return os.path.realpath(path)  # Path.resolve raises RuntimeError for a link to itself


def _merge(parts: Mapping[str, Results], output: Path) -> None:
    merged = merge(parts)
    writer = ResultsWriter(output, merged.header)
    for cell in merged.cells:
        writer.write(cell)
    writer.close()
    say(f"{output}: {len(merged.cells)} cells of {len(parts)} parts")


def _put_side_by_side(parts: Mapping[str, Results], arguments: Namespace) -> None:
    found = side_by_side(parts)
    write(arguments.output, found.to_json())
    publish(_FORMATS[arguments.format or "text"](found))


def _read(paths: Iterable[Path]) -> dict[str, Results]:
    """Read the parts by their names; raises ProblemsError with one line for each part that cannot be read."""
    parts: dict[str, Results] = {}
    problems = []
    for path in paths:
        try:
            parts[str(path)] = read(path)
        except ResultsError as error:
            problems.append(str(error))
    if problems:
        raise ProblemsError(first_of(problems))
    return parts
