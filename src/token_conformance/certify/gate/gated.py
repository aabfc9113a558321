"""One subject's run with what its gate says of it: everything that a report shows."""

from dataclasses import dataclass

from token_conformance.certify.gate.comparison import Difference
from token_conformance.certify.gate.run import Run


@dataclass(frozen=True)
class Gated:
    """A run of the subject that `file` describes.

    `expected` is the file of expectations, empty without one; `differences` are what is not as expected by it.
    """

    file: str
    run: Run
    expected: str = ""
    differences: tuple[Difference, ...] = ()
