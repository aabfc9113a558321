"""The answers for every operation and every family, as compact JSON in which the page's search looks them up.

Texts, answers and sets of scopes are listed once and named by their position. The data also have what `can-i-use` says
once the announced day of a removal is past, so that the page does not depend on the day when it is made.
"""

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from token_conformance.calls.asked import asked_for
from token_conformance.calls.meant import PAGES, VERSIONS
from token_conformance.calls.target import FamilyTarget
from token_conformance.catalogue.answer import Answer, Basis, stated
from token_conformance.catalogue.answer_family import family_answer, own_answer
from token_conformance.catalogue.evidence import observations
from token_conformance.catalogue.families import Base, Family, families
from token_conformance.catalogue.four_answers import four_answers
from token_conformance.catalogue.hosts import hosts
from token_conformance.catalogue.known import every_operation
from token_conformance.catalogue.observed import open_to_all
from token_conformance.catalogue.operations import Operation, by_parameters, family_operations, published, retired
from token_conformance.catalogue.states import State, noted, states
from token_conformance.model.cell import MATRIX, Credential
from token_conformance.report.page.numbered import Numbered

_BEFORE, _AFTER = dt.date.min, dt.date.max
_RULES = ("G2", "G5", "S6", "tenant-info")
"""The rules that answer for a mistake in a URL."""


@cache
def catalogue_data() -> str:
    """The JSON, a line for each operation; it has no `<`, so that it can be the content of an element of the page.

    It is not compressed: compressed bytes depend on the machine's library, and the committed page must not.
    """
    return compact(_Data().document()).replace('],["', '],\n["')


def compact(document: object) -> str:
    """The JSON of a document in few characters, without `<`."""
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


@cache
def operation_numbers() -> Mapping[str, int]:
    """The position of each operation in the data: those of the groups, then those of families."""
    names = [one.name for group in _groups() for one in group]
    names += [one.name for one in _of_families()]
    return {name: number for number, name in reversed(list(enumerate(names)))}


class _Data:
    """The lists of the document while it is made."""

    def __init__(self) -> None:
        self._statements: Numbered[Basis] = Numbered()
        self._answers: Numbered[tuple[Answer, str]] = Numbered()
        self._fours: Numbered[tuple[int, ...]] = Numbered()
        self._scopes: Numbered[tuple[str, str, bool]] = Numbered()

    def document(self) -> dict[str, Any]:
        """All of it: what is named by its position comes last, when it is complete."""
        operations = [list(map(self._operation, group)) for group in _groups()]
        of_families = [self._named(one) for one in _of_families()]
        found = {
            "operations": operations,
            "familyOperations": of_families,
            "families": [self._family(one) for one in families()],
            "hosts": [[one.domains, self._statement(Basis(one.text, one.evidence))] for one in hosts()],
            "rules": {id_: self._statement(stated(id_)) for id_ in _RULES},
            "open": list(self._open()),
            "pages": list(PAGES.items()),
            "versions": list(VERSIONS.items()),
        }
        answers = [self._answer(*one) for one in self._answers]
        lists = {"answers": answers, "fours": list(self._fours), "scopes": list(self._scopes)}
        return {**found, **lists, "statements": list(map(_statement, self._statements))}

    def _operation(self, operation: Operation) -> list[Any]:
        """Method, path, scopes, answers and, where there is one, the state in a word and what changes the answers."""
        state = noted(operation.name)
        row = [*self._named(operation), self._four(operation, _BEFORE), state[0] if state else ""]
        changes = dict(self._changes(operation))
        return [*row, changes] if changes else row

    def _changes(self, operation: Operation) -> Iterator[tuple[str, Any]]:
        """The day after which other answers hold, and the parameters of a query with which they do."""
        for one in states().states:
            if one.name == operation.name and one.state is State.GOING:
                yield "after", [one.since, self._four(operation, _AFTER)]
            elif one.name == operation.name and one.query:
                yield "with", [one.query, self._four(operation, _BEFORE, f"{one.query}=")]

    def _open(self) -> Iterator[list[Any]]:
        """The requests that were seen to be answered without a credential, with the URL form and the statement."""
        for request, form in dict.fromkeys((one.request, one.url_form) for one in observations()):
            method, _, path = request.partition(" ")
            for row in open_to_all(method, path, form):
                yield [request, form, self._statement(row.basis)]

    def _four(self, operation: Operation, today: dt.date, query: str = "") -> int:
        answers = four_answers(operation, today, query)
        return self._fours.of(tuple(self._number(answers[column].answer, answers[column].ground) for column in MATRIX))

    def _named(self, operation: Operation) -> list[Any]:
        sets = (" ".join(sorted(one)) for one in (operation.classic, operation.granular))
        return [operation.method, operation.path, self._scopes.of((*sets, operation.scopes_known))]  # type: ignore[arg-type]

    def _family(self, family: Family) -> list[Any]:
        return [family.title, family.instead, family.scopes, [self._base(family, base) for base in family.bases]]

    def _base(self, family: Family, base: Base) -> list[Any]:
        """URLs, host, and the answer for each token type, with whether it is from the rows of the base itself."""
        tokens = [next(asked_for(FamilyTarget(family, base), token, None)) for token in _TOKENS]
        answers = [self._number(family_answer(family, base, asked), "") for asked in tokens]
        return [base.urls, base.host, answers, [own_answer(family, base, asked) is not None for asked in tokens]]

    def _number(self, answer: Answer, ground: str) -> int:
        return self._answers.of((answer, ground))

    def _answer(self, answer: Answer, ground: str) -> list[Any]:
        bases, notes = (list(dict.fromkeys(map(self._statement, some))) for some in (answer.bases, answer.notes))
        return [answer.says, answer.reason, bases, notes, answer.instead, ground]

    def _statement(self, basis: Basis) -> int:
        return self._statements.of(basis)


_TOKENS = (Credential.UNSCOPED.value, Credential.SCOPED.value)


def _of_families() -> list[Operation]:
    return sorted(family_operations().operations.values(), key=by_parameters)


def _groups() -> Iterator[Iterable[Operation]]:
    """The operations in the order in which a call is looked up: published, retired, known only by their state."""
    known: Mapping[str, Operation] = every_operation()
    found = (published().operations, retired().operations)
    rest = [name for name in known if not any(name in names for names in found)]
    for names in (*found, rest):
        yield sorted((known[name] for name in names), key=lambda one: (by_parameters(one), one.method))


def _statement(basis: Basis) -> list[str]:
    return [basis.text, basis.evidence.grade, basis.evidence.date, basis.evidence.source, basis.rule]
