"""One known outcome other than `works`, with how it is known and what it does to the user."""

import datetime as dt
from dataclasses import dataclass

from token_conformance.model.cell import Credential, UrlForm
from token_conformance.model.grade import Grade
from token_conformance.model.outcome import Outcome


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
