"""What a credential gets for a call at a place: the answer of the catalogue, and what the call's own URL adds to it."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from token_conformance.calls.asked import SCOPED
from token_conformance.calls.call import Call
from token_conformance.calls.target import FamilyTarget, OperationTarget, Target
from token_conformance.catalogue.answer import Answer, Basis, Says, by_rule, rule_basis, stated
from token_conformance.catalogue.answer_credential import Asked
from token_conformance.catalogue.answer_family import family_answer, own_answer
from token_conformance.catalogue.answer_operation import operation_answer
from token_conformance.catalogue.families import family_of
from token_conformance.catalogue.operations import Operation
from token_conformance.model.cell import UrlForm
from token_conformance.model.url import GATEWAY_HOST, SITE_DOMAIN, gateway_prefix
from token_conformance.redaction.masking import masked


def answer_of(call: Call, asked: Asked, target: Target, today: dt.date) -> Answer:
    """What a credential gets for a call at one of its targets, from all that is published."""
    if isinstance(target, FamilyTarget):
        return _of_family(call, asked, target, today)
    answer = operation_answer(target.operation, asked, target.form, today, call.query)
    if target.has_slash:
        answer = _with_slash(answer, asked, target)
    if target.form is UrlForm.GATEWAY and target.operation.app == "confluence" and "/wiki/" not in call.path:
        answer = answer.noting(stated("G6"))
    if asked.token == SCOPED and (found := family_of(url(target).replace("SITE", "site"))):
        statement = found[0].scoped_token
        answer = answer.noting(Basis(statement.text, statement.evidence))
    return answer


def operation_of(target: Target) -> Operation | None:
    """The operation of a target; of the alias `latest`, that of the numbered version."""
    return (target.numbered if isinstance(target, FamilyTarget) else None) or target.operation


def url(target: Target) -> str:
    """The URL of a call at a target, with placeholders for the names of the tenant and without a query."""
    if isinstance(target, FamilyTarget):
        return target.base.urls[0]
    base = f"https://SITE.{SITE_DOMAIN}"
    if target.form is UrlForm.GATEWAY:
        base = f"https://{GATEWAY_HOST}{gateway_prefix(target.operation.app, 'CLOUD_ID')}"
    return base + masked(target.path.rstrip("/") if target.has_slash else target.path)


def _of_family(call: Call, asked: Asked, target: FamilyTarget, today: dt.date) -> Answer:
    if target.numbered is None or target.form is None:
        answer = family_answer(target.family, target.base, asked)
        return _with_method(call, answer, target) if target.methods and answer.says is Says.YES else answer
    answer = operation_answer(target.numbered, asked, target.form, today, call.query)
    return replace(_of_alias(answer, asked, target), instead=answer.instead or target.family.instead)


def _with_method(call: Call, answer: Answer, target: FamilyTarget) -> Answer:
    """Who is let in at the base is known, but not whether this method is served."""
    reason = f"Atlassian publishes this path with {', '.join(target.methods)} only, and not with {call.method}."
    return replace(answer, says=Says.UNKNOWN, reason=reason)


def _of_alias(answer: Answer, asked: Asked, target: FamilyTarget) -> Answer:
    """The alias `latest` is answered as the numbered version, unless its own rows know less."""
    own = own_answer(target.family, target.base, asked)
    if answer.says is not Says.YES:
        return replace(answer, bases=(*answer.bases, *_alias(target)))
    if own is None:
        return replace(answer, bases=(*_alias(target), *answer.bases))
    return replace(own, bases=(*own.bases, *answer.bases), notes=answer.notes)


def _alias(target: FamilyTarget) -> Iterator[Basis]:
    """The evidence that `latest` is an alias: that it works for somebody."""
    for one in target.base.accepts:
        if one.answer == "works":
            yield Basis("`latest` is an alias of the numbered version.", one.evidence)


def _with_slash(answer: Answer, asked: Asked, target: OperationTarget) -> Answer:
    """The slash at the end of a path is evidence for Jira at the gateway alone (rule G2)."""
    if (target.form, target.operation.app) != (UrlForm.GATEWAY, "jira"):
        return answer.noting(
            Basis("Answered as without the slash at its end, which is inferred.", rule_basis("G2").evidence)
        )
    if answer.says is Says.NO:
        return answer
    if asked.has_scopes:
        reason = "Jira's gateway refuses a path that ends with a slash (401, scope does not match)."
        slash = by_rule(Says.NO, reason, "G2")
    else:
        slash = by_rule(
            Says.UNKNOWN, "Nobody has published what a slash at the end does to this credential there.", "G2"
        )
    return replace(slash, notes=answer.notes, instead=f"{target.operation.method} {masked(target.path.rstrip('/'))}")
