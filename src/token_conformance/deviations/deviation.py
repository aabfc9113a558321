"""What is wrong with a file of deviations, in one line a fault that says where, what and how to mend it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from token_conformance.model.cell import Credential, UrlForm
from token_conformance.model.grade import Grade
from token_conformance.model.outcome import Outcome


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


@dataclass(frozen=True, kw_only=True)
class Deviation:
    """The outcome that is expected of one cell of the matrix, and why.

    `source` and `date` tell where and when it was observed. Where nobody has observed it, the grade is
    `inferred`, `rule` names the rule that it follows from (such as `S3`), and `rests_on` says what stands in
    the catalogue's column that the rule asks for. `file` and `line` are where it is declared.
    """

    endpoint: str
    credential: Credential
    url_form: UrlForm
    outcome: Outcome
    grade: Grade
    effect: str
    source: str | None = None
    date: dt.date | None = None
    rule: str | None = None
    rests_on: str | None = None
    file: str
    line: int

    @property
    def cell(self) -> str:
        """The id of the cell, such as `jira-platform/get-issue/scoped-site`."""
        return f"{self.endpoint}/{self.credential}-{self.url_form}"

    @property
    def basis(self) -> str:
        """How it is known, such as `recorded 2025-05-15 (CLOUD-12617)`."""
        if self.grade is Grade.INFERRED:
            return f"{self.grade} from {self.rule} ({self.rests_on})"
        return f"{self.grade} {self.date or 'without a date'} ({self.source})"

    @property
    def reason(self) -> str:
        """The one line that explains the cell to a reader of the test's report."""
        return f"{self.outcome}, {self.basis}: {self.effect}"

    def facts(self) -> dict[str, str]:
        """Give what a result keeps of it: all that the file says, but the names of the cell."""
        keys = ("outcome", "grade", "source", "date", "rule", "rests_on", "effect")
        return {key: str(value) for key in keys if (value := getattr(self, key)) is not None}
