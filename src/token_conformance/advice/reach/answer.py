"""The answer to the question what a token can do: the results of the searches, and calls that somebody asks about."""

from dataclasses import dataclass
from enum import StrEnum

from token_conformance.advice.reach.called import CallReach
from token_conformance.advice.reach.reach import Reach, Stop


class NotSearched(StrEnum):
    """Why nothing was sent."""

    NOT_GOOD = "not-good"
    UNSCOPED = "unscoped"
    NO_CLOUD_ID = "no-cloud-id"
    DECLINED = "declined"


@dataclass(frozen=True)
class ReachAnswer:
    """The results by app, and an answer for each call of the question; or why nothing was sent."""

    found: tuple[Reach, ...] = ()
    calls: tuple[CallReach, ...] = ()
    not_searched: NotSearched | None = None

    @property
    def is_complete(self) -> bool:
        """Whether everything was decided that was to be asked."""
        ended = any(reach.stop not in {None, Stop.NO_SCOPES} for reach in self.found)
        return not ended and self.not_searched in {None, NotSearched.UNSCOPED}
