"""What the suite thinks of a cell's outcome: as declared, not as declared, not judged, or not observed."""

from enum import StrEnum


class Verdict(StrEnum):
    """How the outcome of a cell compares with what was expected of it."""

    PASSED = "passed"
    """It works, or a stranger was refused."""

    KNOWN = "known"
    """Exactly the declared deviation."""

    CHANGED = "changed"
    """A deviation is declared, and another outcome came."""

    IMPROVED = "improved"
    """A deviation is declared, and it works now."""

    FAILED = "failed"
    """No deviation is declared and it does not work; or a stranger got what must be kept from strangers."""

    INCONCLUSIVE = "inconclusive"
    """Not judged: a positive control of the endpoint failed."""

    NOT_OBSERVED = "not-observed"
    """Not run, for the user has not allowed it."""

    ERROR = "error"
    """The cell's test broke before there was an outcome."""

    @property
    def is_as_declared(self) -> bool:
        """Whether nothing has to be done about the cell."""
        return self in {Verdict.PASSED, Verdict.KNOWN}
