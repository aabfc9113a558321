"""The failures from public threads that explanations are measured with, and how an explanation of one is judged."""

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from token_conformance.advice.explanation.causes import causes
from token_conformance.advice.explanation.explanation import Explanation

FILE = Path(__file__).parent.parent / "advice" / "explanation" / "symptoms.toml"
KIND = "token kind or URL form"


@dataclass(frozen=True, eq=False)
class Symptom:
    """A failure with its paste and its cause; see the head of the file."""

    id: str
    cause: str
    also_possible: Sequence[str]
    holds: Sequence[str]
    text_decides: bool
    token_kind_matters: bool
    certainty: str
    source: str
    date: str
    paste: str

    @property
    def is_bare(self) -> bool:
        """Whether the paste shows a status and nothing else."""
        return set(self.holds) <= {"status"}

    def is_in(self, explanation: Explanation) -> bool:
        """Whether the cause, or one that counts as it, is in an explanation."""
        return any(counts(self.cause, cause) for cause in ids(explanation))

    def is_first_in(self, explanation: Explanation) -> bool:
        """Whether the cause, or one that counts as it, is the first one."""
        return any(counts(self.cause, cause) for cause in ids(explanation)[:1])

    def blames_the_kind(self, explanation: Explanation) -> bool:
        """Whether the kind of token or the form of the URL is first, though neither can be the point."""
        can_be = any(family(cause) == KIND for cause in self.also_possible)
        return not (self.token_kind_matters or can_be) and any(family(one) == KIND for one in ids(explanation)[:1])


def counts(true: str, named: str) -> bool:
    """Whether a named cause is a true answer."""
    return named in {true, *causes()[true].counts_as}


def family(cause: str) -> str:
    """The family of a cause."""
    return causes()[cause].family


def ids(explanation: Explanation) -> list[str]:
    """The ids of the causes of an explanation, the first one first."""
    return [reason.cause.id for reason in explanation.reasons]


@cache
def symptoms() -> tuple[Symptom, ...]:
    """Every failure of the file."""
    rows = tomllib.loads(FILE.read_text(encoding="utf-8"))["symptom"]
    return tuple(Symptom(**row) for row in rows)


def share(found: Iterable[bool]) -> float:
    """The share of what is so."""
    values = list(found)
    return sum(values) / len(values)
