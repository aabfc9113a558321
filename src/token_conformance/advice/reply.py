"""The reply to a question: an answer for each credential at each place, and what follows from all of them."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from token_conformance.advice.live import with_live
from token_conformance.calls.answers import answer_of, operation_of
from token_conformance.calls.asked import SCOPED, asked_for
from token_conformance.calls.call import Call
from token_conformance.calls.target import OperationTarget, Target, resolve
from token_conformance.catalogue.answer import Answer, Basis, Says
from token_conformance.catalogue.answer_credential import Asked
from token_conformance.catalogue.credentials import credential_kinds
from token_conformance.catalogue.operations import Operation
from token_conformance.model.cell import FORMS, UrlForm
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
        return tuple(Basis(one.text, one.evidence) for one in credential_kinds()["unscoped"].deprecation)


def reply(call: Call, token: str | None, form: UrlForm | None, results: Results | None, today: dt.date) -> Reply:
    """Answer a question; `token` and `form` narrow it, and `results` are those of the user's own live run."""
    found = resolve(call, form)
    if isinstance(found, Answer):
        return Reply(call, (Item(found),), None)
    items = tuple(_items(call, found, token, results, today))
    return Reply(call, items, _use(call, items, results, today))


def _items(
    call: Call, targets: Iterable[Target], token: str | None, results: Results | None, today: dt.date
) -> Iterator[Item]:
    pairs = [(asked, target) for target in targets for asked in asked_for(target, token, call.sent)]
    for asked, target in sorted(pairs, key=lambda pair: pair[0].token not in {"unscoped", SCOPED}):
        yield Item(_answer(call, asked, target, results, today), asked, target)


def _answer(call: Call, asked: Asked, target: Target, results: Results | None, today: dt.date) -> Answer:
    answer = answer_of(call, asked, target, today)
    return with_live(answer, target, asked, results) if results and isinstance(target, OperationTarget) else answer


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
