"""`token-conformance run`: runs the suites with pytest, also in a folder without suites."""

from argparse import Action, ArgumentParser, Namespace
from typing import Any

from token_conformance.redaction.output import publish

_EVERYTHING = "..."
"""The number of arguments of what is passed on as it is, options included."""


def add_arguments(parser: ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.description = (
        "Run the suites here, or else those that this package ships, with pytest: for instance `token-conformance run"
        " --target edge -k jira_software`. Settings are read from the current folder, and results and recordings are"
        " written there. `token-conformance run -- --help` lists the options. It ends with the exit status of pytest."
    )
    parser.prefix_chars = ""  # options are pytest's
    parser.add_argument("options", nargs=_EVERYTHING, action=_Options, metavar="OPTION", help="an option of pytest")


class _Options(Action):
    """Stores the options, unless they ask for help alone. `--` in front of them leads every option to pytest."""

    def __call__(self, parser: ArgumentParser, namespace: Namespace, values: Any, _option: str | None = None) -> None:
        """Show the help of the command and exit, or store the options."""
        if values in (["-h"], ["--help"]):
            publish(parser.format_help())
            parser.exit()
        namespace.options = values[1:] if values[:1] == ["--"] else values


def run(arguments: Namespace) -> int:
    """Run pytest in this process; returns its exit status."""
    from token_conformance.suite.shipped import run_pytest  # noqa: PLC0415  # --help does not wait for it

    return run_pytest(arguments.options)
