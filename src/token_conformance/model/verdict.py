"""Verdicts: whether a cell's outcome is as declared, is not as declared, was not judged, or was not observed."""

from enum import StrEnum


class Verdict(StrEnum):
    """The result of comparing a cell's outcome with the expected one."""

    PASSED = "passed"
    """It works, or a stranger was refused."""

    KNOWN = "known"
    """The outcome is exactly the declared deviation."""

    OPEN = "open"
    """The cell is declared open, because its evidence is contradictory or absent: any outcome is only shown."""

    CHANGED = "changed"
    """A deviation is declared, or expected of a call of the whole catalogue, but the outcome is another one."""

    IMPROVED = "improved"
    """A deviation is declared or expected, but it works now, or the call knows its caller."""

    FAILED = "failed"
    """No deviation is declared or expected, and it does not work; or it works for a stranger, who must be refused."""

    INCONCLUSIVE = "inconclusive"
    """Not judged: a positive control of the endpoint failed.

    Of a call of the whole catalogue: it is not known what a stranger gets, or the token may lack a scope.
    """

    NOT_OBSERVED = "not-observed"
    """Not run, because the user has not allowed it."""

    ERROR = "error"
    """The cell's test ended with an error before there was an outcome."""

    @property
    def is_as_declared(self) -> bool:
        """Whether the outcome is as declared, so that nothing has to be done. Of an open cell, any outcome is."""
        return self in {Verdict.PASSED, Verdict.KNOWN, Verdict.OPEN}
