"""What can be asked about an app: its operations, their classes, and the probes of each class."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from token_conformance.advice.reach.classes import ScopeClass, scope_classes, scope_sets
from token_conformance.advice.reach.lattice import Lattice
from token_conformance.advice.reach.probes import best_first, is_harmless
from token_conformance.catalogue.answer import Answer, Says
from token_conformance.catalogue.answer_operation import operation_answer
from token_conformance.catalogue.four_answers import personal
from token_conformance.catalogue.operations import Operation, published, retired
from token_conformance.model.cell import Credential, UrlForm

Probes = Mapping[int, tuple[Operation, ...]]
"""By the number of a class, the operations whose probe shows whether the token can call it, the best one first."""


@dataclass(frozen=True)
class Plan:
    """The operations of an app at the gateway.

    `settled` has the answer for those where no scope matters: removed ones, those for apps alone, those without scopes
    and those whose scopes nobody has published. `classes` has all others, also those that are published no more.
    """

    app: str
    today: dt.date
    settled: Mapping[str, Answer]
    classes: tuple[ScopeClass, ...]

    @cached_property
    def lattice(self) -> Lattice:
        """The relations of the classes' scope sets."""
        return Lattice(self.classes)

    @cached_property
    def class_of(self) -> Mapping[str, int]:
        """The number of the class of each operation that has one, by the operation's name."""
        return {operation.name: number for number, one in enumerate(self.classes) for operation in one.operations}

    def probes(self, *, writes: bool) -> Probes:
        """The probes of all classes that can be asked by reads, or by `writes` too."""
        return {number: found for number, one in enumerate(self.classes) if (found := _probes(one, writes=writes))}


@cache
def plan_of(app: str, today: dt.date) -> Plan:
    """The plan for an app (`jira` or `confluence`); on which operations are removed, `today` decides."""
    known = [*published().operations.values(), *retired().operations.values()]
    answers = {one.name: answer_for(one, Credential.SCOPED, today) for one in known if one.app == app}
    settled = {one.name: answers[one.name] for one in known if one.app == app and _is_settled(one, answers[one.name])}
    return Plan(app, today, settled, scope_classes(one for one in known if one.name in answers.keys() - settled.keys()))


def answer_for(operation: Operation, token: Credential, today: dt.date) -> Answer:
    """What is known of an operation at the gateway for a person's token, apart from its scopes."""
    return operation_answer(operation, personal(token, operation.app), UrlForm.GATEWAY, today)


def _is_settled(operation: Operation, answer: Answer) -> bool:
    return answer.says is Says.NO or not scope_sets(operation)


def _probes(one: ScopeClass, *, writes: bool) -> tuple[Operation, ...]:
    wanted = (operation for operation in one.operations if writes or operation.method == "GET")
    return best_first(operation for operation in wanted if operation.gateway_path and is_harmless(operation))
