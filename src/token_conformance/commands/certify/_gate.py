"""The gate of `certify run`: its options, and what it says of a run."""

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from token_conformance.errors import UserError
from token_conformance.redaction.output import say

if TYPE_CHECKING:
    from token_conformance.certify.gate.gate import Gate


def add_gate_arguments(parser: ArgumentParser) -> None:
    """Add the options of the gate."""
    gate = parser.add_argument_group("a gate, which compares one subject's results with those that are expected")
    gate.add_argument(
        "--expect", type=Path, metavar="FILE", help="the expected results; the level does not matter then"
    )
    gate.add_argument(
        "--update", action="store_true", help="write the results to the FILE of --expect; reasons and comments stay"
    )


def gate_of(arguments: Namespace, paths: Sequence[Path]) -> "Gate | None":
    """The gate of the subject, which is read before anything is run; raises UserError."""
    if arguments.expect is None:
        if arguments.update:
            raise UserError("--update: needs the file to write; add --expect FILE")
        return None
    if arguments.only or arguments.scenario:
        raise UserError("--expect: compares whole runs; leave out --only and --scenario")
    if len(paths) > 1:
        raise UserError("--expect: is for one subject; run each subject with its own file")
    from token_conformance.certify.gate.gate import open_gate  # noqa: PLC0415  # other runs do not need it

    return open_gate(arguments.expect, paths[0].stem, is_renewing=arguments.update)


def gated(gate: "Gate", folder: Path) -> int:
    """Compare the run with what is expected of it, and say what differs; returns the exit status."""
    from token_conformance.certify.gate.run import run_of  # noqa: PLC0415  # other runs do not need it
    from token_conformance.certify.gate.text import gate_lines  # noqa: PLC0415  # for the same reason

    found = gate.differences(run_of(folder))
    for line in gate_lines(gate, found):
        say(line)
    return gate.status(found)
