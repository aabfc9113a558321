"""What a place does with the credential that a caller presents, by the rows of `credentials.toml` (A1, A2, S5, G1)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from starlette.responses import Response

from token_conformance.catalogue.credentials import PlaceAnswer, credential_kinds
from token_conformance.edge.access.credentials import INVALID, Presented
from token_conformance.edge.access.tokens import SERVICE_ACCOUNT, Token
from token_conformance.edge.access.world import World
from token_conformance.edge.not_modelled import not_modelled


class Place(StrEnum):
    """The places of `credentials.toml` that the edge models."""

    JIRA_SITE = "site-jira"
    CONFLUENCE_SITE = "site-confluence"
    GATEWAY = "gateway"


class Verdict(StrEnum):
    """What happens to a credential. All but UNKNOWN are words of `credentials.toml`, whose head defines them."""

    WORKS = "works"
    ANONYMOUS = "anonymous"
    REFUSED = "refused"
    FORBIDDEN = "forbidden"
    SCOPE_MISMATCH = "scope-mismatch"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Ruling:
    """What a place does with a credential.

    `token` is the edge's token if it is let in. `unknown` is a sentence that says what the model does not know, and is
    empty unless the verdict is UNKNOWN.
    """

    verdict: Verdict
    token: Token | None = None
    unknown: str = ""

    @property
    def not_modelled(self) -> Response | None:
        """A2: the answer where nobody has published what the place does, or sources contradict each other."""
        return not_modelled(self.unknown) if self.unknown else None


_MODELLED: Mapping[Place, tuple[Verdict, ...]] = {
    Place.JIRA_SITE: (Verdict.WORKS, Verdict.ANONYMOUS, Verdict.REFUSED, Verdict.FORBIDDEN),
    Place.CONFLUENCE_SITE: (Verdict.WORKS, Verdict.ANONYMOUS, Verdict.REFUSED, Verdict.FORBIDDEN),
    Place.GATEWAY: (Verdict.WORKS, Verdict.REFUSED, Verdict.SCOPE_MISMATCH),
}
"""The verdicts that the edge has an answer for."""

_TITLES = {
    Place.JIRA_SITE: "Jira at the site",
    Place.CONFLUENCE_SITE: "Confluence at the site",
    Place.GATEWAY: "the gateway",
}
_LATER = {"scope-mismatch", "gone"}
"""What happens to a caller who was let in."""


def rule(presented: Presented, place: Place, world: World) -> Ruling:
    """What a place does with a credential; no credential is anonymous, which the gateway refuses (G3)."""
    if not presented.kinds:
        return Ruling(Verdict.REFUSED if place is Place.GATEWAY else Verdict.ANONYMOUS)
    rows = _rows(presented.kinds, presented.authorization.scheme, place)
    answers = _settled(_answers(rows), presented, place, world)
    if answers == {Verdict.WORKS} and presented.token is None:  # it would work if an account of the edge had it
        answers = _answers(_rows((INVALID,), presented.authorization.scheme, place))
    agreed = next(iter(answers)) if len(answers) == 1 else Verdict.UNKNOWN
    if agreed not in _MODELLED[place]:
        return Ruling(Verdict.UNKNOWN, unknown=_sentence(rows, presented, place))
    return Ruling(Verdict(agreed), presented.token if agreed == Verdict.WORKS else None)


def _rows(kinds: Iterable[str], scheme: str, place: Place) -> list[PlaceAnswer]:
    """What is known of a place, by any of the kinds; a limited answer counts only if the kind has no other."""
    rows = []
    for kind in kinds:
        known = [row for row in credential_kinds()[kind].sent_as(scheme, place) if row.answer != Verdict.UNKNOWN]
        rows += [row for row in known if not row.request] or known
    return rows


def _answers(rows: Iterable[PlaceAnswer]) -> set[str]:
    answers = {row.answer for row in rows}
    return answers - _LATER if Verdict.WORKS in answers else answers


def _settled(answers: set[str], presented: Presented, place: Place, world: World) -> set[str]:
    """The answers of a world: its switches decide what CLOUD-12617 asks for, and a contradiction (A1)."""
    token = presented.token
    is_at_site = place is not Place.GATEWAY and presented.authorization.is_basic
    if world.resolves_scoped_tokens_at_site and is_at_site and token and token.is_personal:
        return {Verdict.WORKS}
    if presented.kinds == (SERVICE_ACCOUNT,) and answers == {Verdict.WORKS, Verdict.REFUSED}:
        return {Verdict.WORKS if world.service_account_basic else Verdict.REFUSED}
    return answers


def _sentence(rows: Sequence[PlaceAnswer], presented: Presented, place: Place) -> str:
    kinds = (credential_kinds()[kind] for kind in presented.kinds)
    names = " or ".join(f"{kind.id} ({kind.title})" for kind in kinds)
    said = "; ".join(f"{row.answer} ({row.evidence.grade}: {row.evidence.source})" for row in rows)
    lacks = " The model has no such credential." if _answers(rows) == {Verdict.WORKS} else ""
    return (
        f"The local model does not know what {_TITLES[place]} answers to this credential, {names}, sent as"
        f" {presented.authorization.scheme}. {f'What is known: {said}' if said else 'Nobody has published it'}.{lacks}"
    )
