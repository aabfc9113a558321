"""The gate and the reports of `certify run`: their options, and what they say of each run."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from token_conformance.commands._parser import add_format, argument
from token_conformance.errors import UserError
from token_conformance.redaction.output import lines, publish, say

if TYPE_CHECKING:
    from token_conformance.certify.gate.comparison import Difference
    from token_conformance.certify.gate.gate import Gate
    from token_conformance.certify.gate.gated import Gated

TEXT = "text"
ENDINGS = {".json": "json", ".xml": "junit", ".md": "markdown"}
"""The format of a report by the ending of its file."""

_FORMATS = (TEXT, *ENDINGS.values())


def add_report_arguments(parser: ArgumentParser) -> None:
    """Add the options of the gate and the reports."""
    add_format(parser, _FORMATS, "the format of what is printed")
    parser.add_argument(
        "--write",
        action="append",
        default=[],
        type=argument(_report_path),
        metavar="FILE",
        help="also write a report, in the format that the ending says: .json, .xml (JUnit) or .md; can be repeated",
    )
    gate = parser.add_argument_group("a gate, which compares one subject's results with those that are expected")
    gate.add_argument(
        "--expect", type=Path, metavar="FILE", help="the expected results; the level does not matter then"
    )
    gate.add_argument(
        "--update", action="store_true", help="write the results to the FILE of --expect; reasons and comments stay"
    )


def _report_path(text: str) -> Path:
    path = Path(text)
    if path.suffix not in ENDINGS:
        raise UserError(f"{text}: does not say its format; end it with {', '.join(ENDINGS)}")
    return path


class Reports:
    """What a run of some subjects is printed and written as. It is made before anything is run."""

    def __init__(self, arguments: Namespace, paths: Sequence[Path]) -> None:
        """Read the expectations; raises UserError for options that contradict each other, and for a wrong file."""
        self._format: str = arguments.format
        self._files: list[Path] = arguments.write
        self._runs: list[Gated] = []
        self._unprinted: OSError | None = None
        if arguments.only or arguments.scenario:
            _refuse_for_parts(arguments)
        self._gate = _gate_of(arguments, paths)
        if self._files:
            from token_conformance.certify.gate.files import refuse_unwritable  # noqa: PLC0415  # other runs do not need it

            for file in self._files:
                refuse_unwritable(file)

    @property
    def are_text(self) -> bool:
        """Whether findings are printed as they become known."""
        return self._format == TEXT

    @contextmanager
    def printing(self) -> Iterator[None]:
        """Keep an error of the output for the end: a reader that has seen enough, or a full disk, loses no report."""
        try:
            yield
        except OSError as error:
            self._unprinted = self._unprinted or error

    def add(self, path: Path, folder: Path, status: int) -> int:
        """Keep a run for its reports, and compare it with what is expected of it.

        Returns its exit status, which is `status` without expectations.
        """
        if self._gate is None and self.are_text and not self._files:
            return status
        from token_conformance.certify.gate.gated import Gated  # noqa: PLC0415  # other runs do not need it
        from token_conformance.certify.gate.run import run_of  # noqa: PLC0415  # for the same reason

        run = run_of(folder)
        if self._gate is None:
            self._runs.append(Gated(str(path), run))
            return status
        found = self._gate.differences(run)
        now = () if self._gate.is_renewing else tuple(found)
        self._runs.append(Gated(str(path), run, str(self._gate.expected.path), now))
        if self.are_text:
            with self.printing():
                self._say(self._gate, found)
        return self._gate.status(found)

    def _say(self, gate: "Gate", found: "Sequence[Difference]") -> None:
        from token_conformance.certify.gate.text import gate_lines  # noqa: PLC0415  # other runs do not need it

        for line in gate_lines(gate, found):
            say(line)

    def finish(self) -> None:
        """Write and print the reports of all runs, if there is one.

        Raises UserError if one cannot be written, and the error of the output if something was not printed.
        """
        if self._runs and not (self.are_text and not self._files):
            self._write()
        if self._unprinted:
            raise self._unprinted

    def _write(self) -> None:
        from token_conformance.certify.gate.files import write  # noqa: PLC0415  # other runs do not need it
        from token_conformance.certify.gate.reports import REPORTS  # noqa: PLC0415  # for the same reason

        for file in self._files:
            write(file, "\n".join(lines(REPORTS[ENDINGS[file.suffix]](self._runs))))
        if not self.are_text:
            with self.printing():
                publish(REPORTS[self._format](self._runs))


def _refuse_for_parts(arguments: Namespace) -> None:
    """Raise UserError for an option that is for whole runs."""
    given = {"--expect": arguments.expect, "--format": arguments.format != TEXT, "--write": arguments.write}
    if name := next((name for name, value in given.items() if value), None):
        raise UserError(f"{name}: is for whole runs; leave out --only and --scenario")


def _gate_of(arguments: Namespace, paths: Sequence[Path]) -> "Gate | None":
    if arguments.expect is None:
        if arguments.update:
            raise UserError("--update: needs the file to write; add --expect FILE")
        return None
    if len(paths) > 1:
        raise UserError("--expect: is for one subject; run each subject with its own file")
    from token_conformance.certify.gate.gate import open_gate  # noqa: PLC0415  # other runs do not need it

    return open_gate(arguments.expect, paths[0].stem, is_renewing=arguments.update)
