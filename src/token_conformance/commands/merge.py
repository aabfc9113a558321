"""`token-conformance merge PART... --output FILE`: merges the results files of shards into one."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterable
from pathlib import Path

from token_conformance.errors import ProblemsError, ResultsError, first_of
from token_conformance.redaction.output import say
from token_conformance.results.file import Results, read
from token_conformance.results.merge import merge
from token_conformance.results.writer import ResultsWriter


def add_arguments(parser: ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("parts", nargs="+", type=Path, metavar="PART", help="the results file of one shard")
    parser.add_argument("--output", required=True, type=Path, metavar="FILE", help="the results file to write")


def run(arguments: Namespace) -> int:
    """Merge the parts; nothing is written unless all of them belong to one run."""
    if len(set(arguments.parts)) < len(arguments.parts):
        raise ResultsError("duplicate: a part is named twice; name each part once")
    merged = merge(_read(arguments.parts))
    writer = ResultsWriter(arguments.output, merged.header)
    for cell in merged.cells:
        writer.write(cell)
    writer.close()
    say(f"{arguments.output}: {len(merged.cells)} cells of {len(arguments.parts)} parts")
    return 0


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
