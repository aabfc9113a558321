"""What is wrong with a file of deviations, in one line a fault that says where, what and how to mend it."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """One fault, at a line of the file (the first line is 1)."""

    file: str
    line: int
    what: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.what}; {self.remedy}"


class DeviationsError(Exception):
    """A file of deviations that is no use; the message has one line a fault, in the order of the file."""

    def __init__(self, faults: Iterable[Problem]) -> None:
        self.faults = sorted(faults)
        super().__init__("\n".join(map(str, self.faults)))
