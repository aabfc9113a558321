"""`token-conformance certify quick`: runs a command in a few scenarios without any file, and says what it did."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from token_conformance.certify.observation.access import AccessKind
from token_conformance.commands.certify._system import require_posix
from token_conformance.redaction.output import one_line, publish

_DESCRIPTION = """\
Run a command in a few scenarios, without any file, and say what it did; never a level. A local model answers it, not
Atlassian. In COMMAND and --env, {url} is the URL of the scenario, and {email}, {token}, {issue_key} and the other
placeholders of subject files can be used. Exit status: 0 nothing bad was seen, 1 something bad, 3 something was not
seen."""


def add_arguments(parser: ArgumentParser) -> None:
    """Add the arguments of the command."""
    from token_conformance.certify.quick.variables import names  # noqa: PLC0415  # only its own parser needs them

    parser.usage = "%(prog)s [--env NAME=VALUE] [--jail] -- COMMAND..."
    parser.description = _DESCRIPTION
    parser.epilog = f"The command gets these variables: {', '.join(names())}."
    parser.add_argument("command", nargs="+", metavar="COMMAND", help="the command and its arguments, after --")
    parser.add_argument(
        "--env",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="a variable for the command, such as MINE_URL={url}",
    )
    parser.add_argument(
        "--jail",
        action="store_const",
        const=AccessKind.JAIL,
        default=AccessKind.PROXY,
        dest="access",
        help="run it in a network in which only the edge can be reached (Linux only)",
    )


def run(arguments: Namespace) -> int:
    """Run the command and print what was seen; returns the exit status. Raises UserError."""
    require_posix()
    from token_conformance.certify.quick.command import command_of  # noqa: PLC0415  # help does not wait for the servers
    from token_conformance.certify.quick.look import look_at  # noqa: PLC0415  # for the same reason
    from token_conformance.certify.quick.report import report, status_of  # noqa: PLC0415  # for the same reason

    command = command_of(arguments.command, arguments.env, Path.cwd())
    look = look_at(command, arguments.access)
    publish("\n".join(map(one_line, report(look))))
    return status_of(look)
