"""What a diagnosis holds: what was seen, and what is concluded from it, kept apart."""

from dataclasses import dataclass
from enum import StrEnum

from token_conformance.advice.diagnosis.called import CallAnswer
from token_conformance.advice.diagnosis.obstacle import Obstacle
from token_conformance.advice.diagnosis.places import Place
from token_conformance.advice.diagnosis.seen_line import SeenLine
from token_conformance.advice.explanation.causes import Cause
from token_conformance.advice.explanation.explanation import Likelihood
from token_conformance.catalogue.credentials import CredentialKind
from token_conformance.catalogue.statement import Statement


class Verdict(StrEnum):
    """What a diagnosis says as a whole: of the token, or of the call if it is about one."""

    WORKS = "works"
    DOES_NOT_WORK = "does-not-work"
    CANNOT_BE_TOLD = "cannot-be-told"


@dataclass(frozen=True)
class Reason:
    """A cause with its likelihood, and what to do about it for this kind of token."""

    cause: Cause
    likelihood: Likelihood
    remedy: str


@dataclass(frozen=True)
class Concluded:
    """What follows from what was seen.

    `is_good` says whether the token is known to Atlassian; None if no answer says so. `kinds` are those that are
    left, and `apps` the products whose gateway let it in. `account` is masked. `untold` are sentences that say what
    no answer tells apart. `use` has the base URLs to use, and `curl` a command without a token in it. `banner` is what
    Atlassian publishes on the end of the kind, if anything.
    """

    is_good: bool | None
    kinds: tuple[CredentialKind, ...]
    apps: tuple[str, ...]
    why: tuple[str, ...]
    account: str
    expires: str
    cloud_id: str
    places: tuple[Place, ...]
    reasons: tuple[Reason, ...]
    untold: tuple[str, ...]
    use: tuple[str, ...]
    curl: str
    banner: Statement | None = None


@dataclass(frozen=True)
class Diagnosis:
    """The answer to the question why a token does not work. It has nothing of the token.

    `headline` is one sentence or two. `seen` has the requests that were sent, at most eight. `obstacle` is what
    stops all calls, if anything does. `call` is about the call of the question, if it has one. `is_local_model` says
    that the answers are those of the edge.
    """

    host: str
    verdict: Verdict
    headline: str
    seen: tuple[SeenLine, ...]
    concluded: Concluded
    obstacle: Obstacle | None = None
    call: CallAnswer | None = None
    is_local_model: bool = False
    scheme: str = "Basic"
