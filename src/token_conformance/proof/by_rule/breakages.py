"""What breaks one rule of access alone: at the edge, and in what is inferred."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from unittest.mock import patch

from token_conformance.catalogue.callers import recognised
from token_conformance.catalogue.callers.recognised import Recognised
from token_conformance.catalogue.operations import Operation
from token_conformance.edge.access.world import KNOWN, World
from token_conformance.edge.faults.fault import Fault
from token_conformance.model.cell import Credential, UrlForm
from token_conformance.model.outcome import Outcome
from token_conformance.model.url import APPS
from token_conformance.proof.by_rule.selection import CallsOf
from token_conformance.proof.mutants.place import Place, at_gateway
from token_conformance.proof.mutants.reply import answering_by, becoming
from token_conformance.proof.mutants.requests import taking
from token_conformance.proof.mutants.setup import reaches_everything

NONE, SCOPED, UNSCOPED, INVALID = Credential.NONE, Credential.SCOPED, Credential.UNSCOPED, Credential.INVALID
SITE, GATEWAY = UrlForm.SITE, UrlForm.GATEWAY


@dataclass(frozen=True)
class Breakage:
    """An edge at which one rule does not hold: the cells that it turns red, and the outcome of each of them then."""

    rule: str
    line: str
    cells: Sequence[CallsOf]
    outcome: Outcome
    faults: Sequence[Fault] = ()
    world: World = KNOWN


def _jira_site(place: Place) -> bool:
    return place.form is SITE and not place.is_confluence


def _confluence_site(place: Place) -> bool:
    return place.form is SITE and place.is_confluence


BREAKAGES = (
    Breakage(
        "S1",
        "Jira's site accepts a scoped token.",
        [CallsOf(credential=SCOPED, form=SITE, app="jira")],
        Outcome.RECOGNISED,
        [taking({SCOPED}, UNSCOPED, _jira_site)],
    ),
    Breakage(
        "S1+S4",
        "Jira's site reads an unscoped token as no credential.",
        [CallsOf(credential=UNSCOPED, form=SITE, app="jira")],
        Outcome.STRANGER,
        [taking({UNSCOPED}, NONE, _jira_site)],
    ),
    Breakage(
        "C1",
        "Confluence's site accepts a scoped token.",
        [CallsOf(credential=SCOPED, form=SITE, app="confluence")],
        Outcome.RECOGNISED,
        [taking({SCOPED}, UNSCOPED, _confluence_site)],
    ),
    Breakage(
        "C1+S4",
        "Confluence's site refuses an unscoped token as it refuses a scoped one.",
        [CallsOf(credential=UNSCOPED, form=SITE, app="confluence")],
        Outcome.UNAUTHENTICATED,
        [taking({UNSCOPED}, SCOPED, _confluence_site)],
    ),
    Breakage(
        "G1",
        "The gateway does not know an unscoped token.",
        [CallsOf(credential=UNSCOPED, form=GATEWAY)],
        Outcome.STRANGER,
        [taking({UNSCOPED}, INVALID, at_gateway)],
    ),
    Breakage(
        "G2",
        "The gateway lets a scoped token make every call.",
        [CallsOf(credential=SCOPED, form=GATEWAY, app=app, has_scopes=False, is_open=False) for app in APPS],
        Outcome.RECOGNISED,
        world=replace(KNOWN, grants=reaches_everything),
    ),
    Breakage(
        "R1",
        "What Atlassian has removed is not found.",
        [CallsOf(credential=UNSCOPED, form=SITE, is_removed=True)],
        Outcome.RECOGNISED,
        [answering_by("R1", becoming(404))],
    ),
)
"""Each rule of access that decides whether a caller is known, broken at the edge alone."""

INFERRED: Mapping[str, Sequence[CallsOf]] = {
    "S1+S2": [CallsOf(credential=SCOPED, form=SITE, app="jira", anonymous=True)],
    "S1+S3": [CallsOf(credential=SCOPED, form=SITE, app="jira", anonymous=False)],
    "S1+S4": [CallsOf(credential=UNSCOPED, form=SITE, app="jira", is_removed=False)],
    "C1": [CallsOf(credential=SCOPED, form=SITE, app="confluence")],
    "C1+S4": [CallsOf(credential=UNSCOPED, form=SITE, app="confluence")],
    "G1+G4": [
        *(CallsOf(credential=UNSCOPED, form=GATEWAY, app=app) for app in APPS),
        *(CallsOf(credential=SCOPED, form=GATEWAY, app=app, has_scopes=True) for app in APPS),
    ],
    "G2": [CallsOf(credential=SCOPED, form=GATEWAY, app=app, has_scopes=False, is_open=False) for app in APPS],
    "G2+G4": [CallsOf(credential=SCOPED, form=GATEWAY, app=app, has_scopes=False, is_open=True) for app in APPS],
}
"""The cells that the inference derives from each rule, or from an observation that agrees with the rule."""

_OPPOSITE = {Outcome.RECOGNISED: Outcome.STRANGER}


@contextmanager
def negated(rule: str) -> Iterator[None]:
    """Let the inference conclude the opposite by one rule: that a caller is known, or that he is not."""
    by_rule: Callable[[Operation, Credential, UrlForm], Recognised] = recognised._by_rule  # noqa: SLF001  # what is broken

    def wrong(operation: Operation, credential: Credential, form: UrlForm) -> Recognised:
        found = by_rule(operation, credential, form)
        opposite = _OPPOSITE.get(found.outcome, Outcome.RECOGNISED) if found.outcome else None
        return replace(found, outcome=opposite) if found.rule == rule else found

    with patch.object(recognised, "_by_rule", wrong):
        yield
