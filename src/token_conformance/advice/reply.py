"""The reply to a question: an answer for each credential at each place, and what follows from all of them."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from token_conformance.advice.asked import SCOPED, asked_for
from token_conformance.advice.call import Call
from token_conformance.advice.live import with_live
from token_conformance.advice.target import FamilyTarget, OperationTarget, Target, resolve
from token_conformance.catalogue.answer import Answer, Basis, Says, by_rule, rule_basis, stated
from token_conformance.catalogue.answer_credential import Asked
from token_conformance.catalogue.answer_family import family_answer, own_answer
from token_conformance.catalogue.answer_operation import operation_answer
from token_conformance.catalogue.credentials import credential_kinds
from token_conformance.catalogue.families import family_of
from token_conformance.catalogue.operations import Operation
from token_conformance.model.cell import FORMS, UrlForm
from token_conformance.model.url import GATEWAY_HOST, SITE_DOMAIN, gateway_prefix
from token_conformance.redaction.masking import masked
from token_conformance.results.file import Results

_DOCUMENTED = ((SCOPED, UrlForm.GATEWAY), ("unscoped", UrlForm.SITE))
"""The combinations that Atlassian documents; the scoped token is first, because the other is being deprecated."""


@dataclass(frozen=True)
class Item:
    """The answer for one credential at one place; both are None if the answer is the same for every one."""

    answer: Answer
    asked: Asked | None = None
    target: Target | None = None


@dataclass(frozen=True)
class Reply:
    """All answers about a call; `use` has the way that works if one of the answers is not yes, if there is one."""

    call: Call
    items: tuple[Item, ...]
    use: Item | None

    @property
    def says(self) -> Says:
        """Yes if every answer is, no if one is, and otherwise unknown."""
        found = {item.answer.says for item in self.items}
        if found == {Says.YES}:
            return Says.YES
        return Says.NO if Says.NO in found else Says.UNKNOWN

    @property
    def operation(self) -> Operation | None:
        """The operation that all answers are about, if there is one."""
        return next((operation_of(item.target) for item in self.items if item.target), None)

    @property
    def deprecation(self) -> tuple[Basis, ...]:
        """What is published on the end of unscoped tokens, if one of the answers is about them."""
        items = [*self.items, *([self.use] if self.use else [])]
        if not any(item.asked and item.asked.kind == "unscoped" for item in items):
            return ()
        notes = credential_kinds()["unscoped"].notes
        return tuple(Basis(one.text, one.evidence) for one in notes if "deprecat" in one.text)


def reply(call: Call, token: str | None, form: UrlForm | None, results: Results | None, today: dt.date) -> Reply:
    """Answer a question; `token` and `form` narrow it, and `results` are those of the user's own live run."""
    found = resolve(call, form)
    if isinstance(found, Answer):
        return Reply(call, (Item(found),), None)
    items = tuple(_items(call, found, token, results, today))
    return Reply(call, items, _use(call, items, results, today))


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


def _items(
    call: Call, targets: Iterable[Target], token: str | None, results: Results | None, today: dt.date
) -> Iterator[Item]:
    pairs = [(asked, target) for target in targets for asked in asked_for(target, token, call.sent)]
    for asked, target in sorted(pairs, key=lambda pair: pair[0].token not in {"unscoped", SCOPED}):
        yield Item(_answer(call, asked, target, results, today), asked, target)


def _answer(call: Call, asked: Asked, target: Target, results: Results | None, today: dt.date) -> Answer:
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
    return with_live(answer, target, asked, results) if results else answer


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


def _use(call: Call, items: Sequence[Item], results: Results | None, today: dt.date) -> Item | None:
    """The call that works if one is refused: with the same token at the other URL form, or else as documented."""
    refused = [item for item in items if item.answer.says is not Says.YES]
    target = refused[0].target if refused else None
    if not isinstance(target, OperationTarget) or any(item.answer.instead for item in refused):
        return None
    tokens = {item.asked.token for item in items if item.asked}
    same = [(next(iter(tokens)), form) for form in FORMS] if len(tokens) == 1 else []
    for token, form in (*same, *_DOCUMENTED):
        other = replace(target, form=form, has_slash=False, path=target.path)
        asked = next(asked_for(other, token, None))
        answer = _answer(call, asked, other, results, today)
        if answer.says is Says.YES:
            return Item(answer, asked, other)
    return None
