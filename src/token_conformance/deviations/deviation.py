"""A deviation with its evidence, and the problems of a file of deviations."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from token_conformance.errors import MOST_PROBLEMS, shortened
from token_conformance.model.cell import Credential, UrlForm
from token_conformance.model.grade import Grade
from token_conformance.model.outcome import Outcome


@dataclass(frozen=True, kw_only=True)
class Deviation:
    """The outcome that is expected of one cell of the matrix, and why.

    `source` and `date` say where and when it was observed. If nobody has observed it, the grade is `inferred`, `rule`
    names the rule that it follows from (such as `S3`), and `rests_on` is the value in the catalogue's column that the
    rule uses. `against` is a published observation that contradicts it. `effect` says in one line what it does to the
    user. It is declared in `file` at `line`.
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
    against: str | None = None
    file: str
    line: int

    @property
    def cell(self) -> str:
        """The id of the cell, such as `jira-platform/get-issue/scoped-site`."""
        return f"{self.endpoint}/{self.credential}-{self.url_form}"

    @property
    def basis(self) -> str:
        """The evidence in a few words, such as `recorded 2025-05-15 (CLOUD-12617)`."""
        if self.grade is Grade.INFERRED:
            return f"{self.grade} from {self.rule} ({self.rests_on})"
        return f"{self.grade} {self.date or 'without a date'} ({self.source})"

    @property
    def reason(self) -> str:
        """The line that explains the cell in the report of its test."""
        against = f"; against: {self.against}" if self.against else ""
        return f"{self.outcome}, {self.basis}{against}: {self.effect}"

    def facts(self) -> dict[str, str]:
        """The entry as a result has it: every value of the file except the names of the cell."""
        keys = ("outcome", "grade", "source", "date", "rule", "rests_on", "against", "effect")
        return {key: str(value) for key in keys if (value := getattr(self, key)) is not None}


@dataclass(frozen=True, order=True)
class Problem:
    """One problem, at a line of the file (the first line is 1), with its remedy."""

    file: str
    line: int
    what: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {shortened(self.what)}; {self.remedy}"


class DeviationsError(Exception):
    """A file of deviations that cannot be used; the message has a line for each of the first problems in the file."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = _first(sorted(problems))
        super().__init__("\n".join(map(str, self.problems)))


def _first(problems: list[Problem]) -> list[Problem]:
    """The first problems, with a last one in place of all others."""
    if len(problems) <= MOST_PROBLEMS:
        return problems
    last = problems[MOST_PROBLEMS - 1]
    return [*problems[:MOST_PROBLEMS], replace(last, what="more problems follow", remedy="correct these first")]
