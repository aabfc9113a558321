"""The results of requirements, and the levels that an integration reaches with them."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How well a product works with API tokens of both kinds, lowest level first."""

    CORE = "Core"
    """It works with scoped API tokens."""

    AUTO = "Auto"
    """Its user need not know the kind of the token."""

    PLUS = "Plus"
    """It also says what went wrong, and is careful about what it sends, shows and repeats."""


def reached(blocked: Collection[Level]) -> Level | None:
    """The highest level below every blocked one; None if Core is blocked."""
    highest = None
    for level in Level:
        if level in blocked:
            break
        highest = level
    return highest


class Result(StrEnum):
    """The four results of a requirement; only `pass` and `warn` count towards a level."""

    PASS = "pass"  # noqa: S105  # a result, not a password
    WARN = "warn"
    FAIL = "fail"
    NOT_OBSERVED = "not observed"


@dataclass(frozen=True)
class Call:
    """A request and its answer, with `SITE` and `CLOUD_ID` in place of the names of the scenario's tenant.

    `credential` is the kind of credential that the edge recognized. `status` is None if there was no answer.
    """

    method: str
    url: str
    credential: str
    status: int | None


@dataclass(frozen=True)
class Check:
    """The result of one run of an action, which is empty for a check that is of no run.

    `description` continues a sentence that starts with the action's name. `calls` are those that decided the result.
    `remedy` is what to change, if it is another thing than the requirement says. `of_work` says that the run did not do
    what it should, and not that it sent or showed what it must not: it says nothing of an action that was never driven.
    """

    scenario: str
    result: Result
    action: str
    description: str = ""
    calls: tuple[Call, ...] = ()
    remedy: str = ""
    of_work: bool = False

    @property
    def sentence(self) -> str:
        """The description as a sentence of a report."""
        return f"`{self.action}` {self.description}." if self.action else self.description


@dataclass(frozen=True)
class Finding:
    """The result of one requirement. `sentence` says what was observed and, unless it passed, what to change or try.

    `scenarios` are the ids of the scenarios whose observations show it, and `checks` those that decided the result.
    """

    requirement: str
    result: Result
    sentence: str
    scenarios: tuple[str, ...] = ()
    checks: tuple[Check, ...] = ()

    @property
    def actions(self) -> tuple[str, ...]:
        """The actions whose runs decided the result."""
        return tuple(dict.fromkeys(check.action for check in self.checks if check.action))
