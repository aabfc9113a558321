"""The explanation of a failed call: what it holds, and how causes are weighed against each other."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from token_conformance.advice.explanation.causes import Cause, causes
from token_conformance.advice.explanation.facts import Facts
from token_conformance.advice.explanation.next_request import Request, next_request
from token_conformance.advice.explanation.remedy import remedy_of
from token_conformance.advice.explanation.rules import LAYERS, Rule, excluded, rules
from token_conformance.model.grade import Evidence

MOST = 4
"""The most causes of an explanation."""

_QUOTES = 4
_LIKELY, _POSSIBLE = 75, 40
"""The lowest weights of these words."""


class Verdict(StrEnum):
    """What an explanation says as a whole."""

    CAUSES = "causes"
    CANNOT_BE_TOLD = "cannot-be-told"
    NOT_OUR_MATTER = "not-our-matter"


class Likelihood(StrEnum):
    """How likely a cause is, most likely first."""

    LIKELY = "likely"
    POSSIBLE = "possible"
    UNLIKELY = "unlikely"

    @classmethod
    def of(cls, weight: int) -> "Likelihood":
        """The word for a weight of `rules.toml`."""
        return cls.LIKELY if weight >= _LIKELY else cls.POSSIBLE if weight >= _POSSIBLE else cls.UNLIKELY


@dataclass(frozen=True)
class Reason:
    """A cause with its likelihood, the pieces of the redacted paste that speak for it, and what follows from them.

    `because` are pieces of the paste, `why` is a sentence for each rule, and `remedy` says what to do. `evidence` is
    that of the strongest rule, or of the cause.
    """

    cause: Cause
    likelihood: Likelihood
    because: tuple[str, ...]
    why: tuple[str, ...]
    remedy: str
    evidence: Evidence


@dataclass(frozen=True)
class Explained:
    """The call that is explained: its method and address, its status, and how many calls of the paste failed.

    What the paste does not show is empty or None.
    """

    call: str
    status: int | None
    failed: int


@dataclass(frozen=True)
class Explanation:
    """The causes that a paste allows, the most likely first, the request that tells them apart, and the call."""

    verdict: Verdict
    reasons: tuple[Reason, ...]
    next: Request
    of: Explained


def explained(facts: Facts) -> Explanation:
    """Weigh the causes of what a paste shows."""
    matched = _matched(facts)
    impossible = excluded([rule for rule, _ in matched])
    used = _strongest(matched, impossible)
    weights: dict[str, int] = {}
    for rule, _ in used:
        for cause, weight in rule.causes.items():
            weights[cause] = max(weight, weights.get(cause, 0))
    ranked = sorted((cause for cause in weights if cause not in impossible), key=lambda cause: -weights[cause])[:MOST]
    reasons = tuple(_reason(cause, weights[cause], used, facts) for cause in ranked)
    verdict = _verdict(reasons, used)
    request = next_request(facts, ranked, is_bare=verdict is Verdict.CANNOT_BE_TOLD)
    return Explanation(verdict, reasons, request, _explained(facts))


def _explained(facts: Facts) -> Explained:
    failed = facts.failed
    address = f"https://{failed.host}{failed.path}" if failed.host else failed.path
    return Explained(f"{failed.method} {address}".strip(), failed.status, len(facts.failed_calls))


def used_rules(facts: Facts) -> Sequence[Rule]:
    """The rules whose causes an explanation weighs."""
    matched = _matched(facts)
    return [rule for rule, _ in _strongest(matched, excluded([rule for rule, _ in matched]))]


Matched = tuple[Rule, list[str]]


def _matched(facts: Facts) -> Sequence[Matched]:
    return [(rule, quotes) for rule in rules() if (quotes := rule.when.quotes(facts)) is not None]


def _strongest(matched: Sequence[Matched], impossible: frozenset[str]) -> Sequence[Matched]:
    """The deciding rules of the strongest layer that has one; every rule if none decides.

    A rule decides nothing if all its causes are excluded: a library may add the credential after the request was noted.
    """
    for layer in LAYERS:
        deciding = [pair for pair in matched if pair[0].decides and pair[0].layer == layer]
        if possible := [pair for pair in deciding if not pair[0].causes or pair[0].causes.keys() - impossible]:
            return possible
    return matched


def _reason(cause: str, weight: int, used: Iterable[Matched], facts: Facts) -> Reason:
    named = sorted((pair for pair in used if cause in pair[0].causes), key=lambda pair: -pair[0].causes[cause])
    quotes = tuple(dict.fromkeys(quote for _, found in named for quote in found))[:_QUOTES]
    known = causes()[cause]
    why = tuple(dict.fromkeys(rule.why for rule, _ in named))
    evidence = named[0][0].evidence or known.evidence
    return Reason(known, Likelihood.of(weight), quotes, why, remedy_of(known, facts), evidence)


def _verdict(reasons: Sequence[Reason], used: Iterable[Matched]) -> Verdict:
    if reasons and not reasons[0].cause.ours:
        return Verdict.NOT_OUR_MATTER
    tells = any(rule.causes and not rule.is_bare for rule, _ in used)
    return Verdict.CAUSES if reasons and tells else Verdict.CANNOT_BE_TOLD
