"""`token-conformance mutants`: kills every mutant, and says which cells did not change as declared."""

from argparse import ArgumentParser, Namespace

from token_conformance.errors import UserError
from token_conformance.project import MUTANTS, is_project, require_project
from token_conformance.report.ownership import refuse_foreign


def add_arguments(parser: ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.description = (
        "Run the suites against each named wrong edge, client and cassette: each must change exactly the results that"
        f" it declares. {MUTANTS} is written where there are suites."
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help="kill only these mutants, and do not write the report")
    parser.add_argument(
        "--catalogue",
        action="store_true",
        help="break each rule of access over the whole catalogue instead, and write nothing: minutes for each rule",
    )
    parser.add_argument("--check", action="store_true", help=f"write nothing; exit with 1 if {MUTANTS} is stale")


def run(arguments: Namespace) -> int:
    """Kill the mutants; the exit status is 1 if one is not killed as declared, or a cell or observation by none."""
    if arguments.catalogue:
        return _by_rule(arguments)
    from token_conformance.proof.mutants.proof import chosen, prove, renew_report  # noqa: PLC0415  # --help does not load pytest

    if arguments.names and arguments.check:
        raise UserError("--check compares the report on all mutants; leave out --check, or the names")
    if arguments.check:
        require_project("leave out --check: the report that it compares is in a project")
    has_report = is_project() and not arguments.names
    if has_report and not arguments.check:
        refuse_foreign([MUTANTS])
    kills = prove(chosen(arguments.names))
    if any(kill.problems for kill in kills):
        return 1
    return renew_report(MUTANTS, kills, check=arguments.check) if has_report else 0


def _by_rule(arguments: Namespace) -> int:
    from token_conformance.proof.by_rule.proof import prove_by_rule  # noqa: PLC0415  # for the same reason

    if arguments.names or arguments.check:
        raise UserError("--catalogue breaks every rule and has no report; leave out --check and the names")
    return prove_by_rule()
