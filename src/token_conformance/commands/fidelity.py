"""`token-conformance fidelity`: sends the request of every published observation to the edge, and compares."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterable
from pathlib import Path

from token_conformance.commands._parser import USAGE_ERROR
from token_conformance.errors import UserError
from token_conformance.project import FIDELITY
from token_conformance.proof.fidelity.comparison import open_questions
from token_conformance.proof.fidelity.report import render
from token_conformance.redaction.output import complain, publish, say
from token_conformance.report.files import renew, write
from token_conformance.report.ownership import refuse_foreign


def add_arguments(parser: ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.description = (
        f"Compare the edge with every published observation of Atlassian. The report is printed, or replaces {FIDELITY}"
        " where that exists. With --observations, print instead what files of `observe` say of the rules and of"
        " the published observations. Exit status: 0 all agree, 1 one does not, or the report is stale, 2 usage."
    )
    chosen = parser.add_mutually_exclusive_group()
    chosen.add_argument("--check", action="store_true", help=f"write nothing; exit with 1 if {FIDELITY} is stale")
    chosen.add_argument(
        "--observations",
        nargs="+",
        type=Path,
        default=[],
        metavar="FILE",
        help="evidence files of `token-conformance observe`, or folders with them; nothing is written",
    )


def run(arguments: Namespace) -> int:
    """Compare the edge, and write, print or check the report; the exit status is 1 if it is stale or one disagrees."""
    if arguments.observations:
        return _run_given(arguments.observations)
    from token_conformance.proof.fidelity.ask import compared, edge_to_ask  # noqa: PLC0415  # --help loads no servers

    if arguments.check and not FIDELITY.is_file():
        raise UserError(f"{FIDELITY}: no such file here, so --check has nothing to compare; leave it out")
    is_written = FIDELITY.is_file() and not arguments.check
    if is_written:
        refuse_foreign([FIDELITY])
    with edge_to_ask() as edge:
        asked = compared(edge)
    text = render(asked)
    disputed = open_questions(asked)
    differing = {row.id: found for row, found in asked.items() if found and row.id not in disputed}
    for id_, found in differing.items():
        for what in found:
            complain(f"{id_}: {what}")
    if arguments.check:
        return renew({FIDELITY: text}, check=True, remedy="make it again with `token-conformance fidelity`")
    if is_written:
        write(FIDELITY, text)
        agreeing = sum(not found for found in asked.values())
        say(f"{FIDELITY}: {agreeing} of {len(asked)} agree, {len(disputed)} are open")
    else:
        publish(text)
    return 1 if differing else 0


def _run_given(paths: Iterable[Path]) -> int:
    """Print what the files say; the exit status is 2 if one was refused, and 1 if one contradicts what is known."""
    from token_conformance.proof.fidelity.given import (  # noqa: PLC0415  # the comparison does not need it
        Given,
        contradicts,
        files_of,
        given,
        render_given,
    )

    files: list[Given] = []
    refused = False
    for path in files_of(paths):
        try:
            files.append(given(path))
        except UserError as error:
            complain(f"token-conformance: {error}")
            refused = True
    if files:
        publish(render_given(files))
    return USAGE_ERROR if refused else int(contradicts(files))
