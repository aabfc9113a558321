"""What became of a requirement: pass, warn, fail or not observed, with a sentence for the subject's author."""

from dataclasses import dataclass
from enum import StrEnum


class Result(StrEnum):
    """The four results of a requirement; only `pass` and `warn` count towards a level."""

    PASS = "pass"  # noqa: S105  # a result, no password
    WARN = "warn"
    FAIL = "fail"
    NOT_OBSERVED = "not observed"


@dataclass(frozen=True)
class Finding:
    """One requirement's result. `sentence` says what was seen and, unless it passed, what to change or to try.

    `scenarios` are the ids of the observations that it rests on.
    """

    requirement: str
    result: Result
    sentence: str
    scenarios: tuple[str, ...] = ()
