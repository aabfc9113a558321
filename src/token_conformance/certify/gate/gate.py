"""The gate of one subject: its file of expectations, read before the run, and what the run is worth by it."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from token_conformance.certify.gate.comparison import Difference, unexpected
from token_conformance.certify.gate.expectations import Expectations, read, read_for_renewal
from token_conformance.certify.gate.files import refuse_unwritable
from token_conformance.certify.gate.renewal import renew
from token_conformance.certify.gate.run import Run
from token_conformance.certify.gate.word import Change

AS_EXPECTED, WORSE, OTHERWISE = 0, 1, 3
"""The exit statuses: every result is as expected, one is worse, or some differ and none of them is worse."""


@dataclass(frozen=True)
class Gate:
    """The expectations of a subject; `is_renewing` if the file shall say what the run shows."""

    expected: Expectations
    is_renewing: bool = False

    def differences(self, run: Run) -> list[Difference]:
        """What is not as expected; with `--update`, what was not, and the file is as the run now. Raises UserError."""
        found = unexpected(self.expected, run.seen)
        if self.is_renewing:
            renew(self.expected, run.seen, run.subject, run.version)
        return found

    def status(self, found: Iterable[Difference]) -> int:
        """The exit status for these differences; after a renewal, everything is as expected."""
        return AS_EXPECTED if self.is_renewing else status(found)


def open_gate(path: Path, subject: str, *, is_renewing: bool) -> Gate:
    """Read the file of expectations before the subject is run; raises UserError if it is wrong."""
    if not is_renewing:
        return Gate(read(path, subject))
    refuse_unwritable(path)
    return Gate(read_for_renewal(path, subject), is_renewing=True)


def status(found: Iterable[Difference]) -> int:
    """The exit status for differences of any kind."""
    changes = {difference.change for difference in found}
    if Change.WORSE in changes:
        return WORSE
    return OTHERWISE if changes else AS_EXPECTED
