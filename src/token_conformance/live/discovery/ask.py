"""The requests of discovery: one at a time, within the limits of a run, with one credential at one URL form.

A success is believed only if the tenant knows the caller: it shows empty lists to a stranger.
"""

from collections.abc import Mapping
from typing import Any

from token_conformance.errors import UserError
from token_conformance.exchange.client import Exchange, Names, RefusedError, require_success
from token_conformance.live.probes import WHO_AM_I, Place, Reply
from token_conformance.live.variables import name_of
from token_conformance.model.answer import Answer, NotJsonError
from token_conformance.model.cell import Cell, Credential, Endpoint, Product
from token_conformance.model.outcome import Outcome

Body = Mapping[str, Any]


class NotShownError(Exception):
    """The tenant refused a list, or does not know the path; the message is one line."""


class Ask:
    """Reads the tenant at a place: with the unscoped token at the site or, without it, with scoped ones at the gateway.

    `requests` counts what was sent. Every method raises UserError, with one line, if an answer says nothing about the
    tenant: because of a limit, a fault of a server, a missing scope, or a caller who is not known.
    """

    def __init__(self, exchange: Exchange, place: Place) -> None:
        self._exchange = exchange
        self._place = place
        self.requests = 0

    def get(self, product: Product, path: str, names: Names | None = None, /, **query: str | int) -> Body:
        """The JSON object at a path of the catalogue; raises NotShownError for a refusal."""
        operation = f"GET {path}"
        answer = self._send(product, operation, names or {}, query)
        if not answer.names_caller:
            self._require_known_caller(product)
        if not answer.is_success:
            raise _explained(operation, answer, self._variable(product))
        return _json(operation, answer)

    def items(self, product: Product, path: str, member: str, **query: str | int) -> list[Body]:
        """The objects of a list, first page only; raises NotShownError for a refusal."""
        return items_of(self.get(product, path, **query), member)

    def has_some(self, product: Product, path: str, member: str, names: Names | None = None, **query: int) -> bool:
        """Whether a list has an item. A refusal says nothing about the tenant: the cell itself will show it."""
        try:
            return bool(items_of(self.get(product, path, names, **query), member))
        except NotShownError:
            return True

    def who(self, product: Product) -> Reply:
        """The answer of a product to the question who the caller is."""
        self.requests += 1
        return WHO_AM_I[product.app].read(self._exchange, *self._place)

    def refusal(self, product: Product) -> str | None:
        """How a product refuses the caller; None if it knows the caller. A fault is not a refusal."""
        reply = self.who(product)
        if reply.works:
            return None
        operation = WHO_AM_I[product.app].operation
        if reply.outcome is Outcome.SCOPE_MISMATCH:
            raise _lacks_scope(self._variable(product), operation)
        if not reply.is_refusal:
            raise UserError(f"{operation} is answered with {reply}, so nothing is chosen; try again later")
        return f"it answers the account with {reply}"

    def _send(self, product: Product, operation: str, names: Names, query: Names) -> Answer:
        self.requests += 1
        cell = Cell(Endpoint(product, "discover", operation), *self._place)
        try:
            return self._exchange.send(cell, path=names, query=query)
        except RefusedError as refusal:
            raise UserError(
                f"{operation} was not answered ({refusal}), so nothing is chosen; try again later"
            ) from None

    def _variable(self, product: Product) -> str:
        """The variable of the token that reads a product."""
        is_unscoped = self._place[0] is Credential.UNSCOPED
        return name_of("unscoped_token" if is_unscoped else f"scoped_{product.app}_token")

    def _require_known_caller(self, product: Product) -> None:
        """Raise UserError if the tenant takes the caller for a stranger."""
        reply = self.who(product)
        if not reply.works:
            raise UserError(
                f"{self._variable(product)}: {product.title} answers as to a stranger ({reply}), and shows a stranger"
                " empty lists, so nothing is chosen; check that the token has not expired, and try again"
            )


def items_of(body: Body, member: str) -> list[Body]:
    """The objects in a list of a JSON object; anything else is left out, because a tenant can answer anything."""
    listed = body.get(member)
    return [item for item in listed if isinstance(item, Mapping)] if isinstance(listed, list) else []


def part_of(body: Body, *path: str) -> Body:
    """An object inside of an object; an empty one if there is none."""
    for name in path:
        value = body.get(name)
        body = value if isinstance(value, Mapping) else {}
    return body


def _json(operation: str, answer: Answer) -> Body:
    try:
        body = answer.json()
    except NotJsonError:
        body = None
    if not isinstance(body, Mapping):
        raise UserError(f"{operation} was answered with {answer.status}, but not with JSON; try again later")
    return body


def _explained(operation: str, answer: Answer, variable: str) -> Exception:
    """The error for an answer whose status is not a success."""
    try:
        require_success(answer)
    except RefusedError as refusal:
        outcome = refusal.outcome
    if answer.is_unknown_to_model:
        return NotShownError(f"{operation} is not known to the local model")
    if outcome is Outcome.SCOPE_MISMATCH:
        return _lacks_scope(variable, operation)
    if outcome in {Outcome.RATE_LIMITED, Outcome.SERVER_ERROR}:
        return UserError(
            f"{operation} is answered with {outcome} ({answer.status}), so nothing is chosen; try again later"
        )
    return NotShownError(f"{operation} is answered with {outcome} ({answer.status})")


def by_number(items: list[Body]) -> list[Body]:
    """Items with their ids as numbers in order, so that the same tenant always gives the same choice."""
    return sorted((item for item in items if str(item.get("id")).isdecimal()), key=lambda item: int(item["id"]))


def _lacks_scope(variable: str, operation: str) -> UserError:
    """The error for a token without a scope that discovery needs."""
    return UserError(f"{variable}: lacks a scope for {operation}; `token-conformance scopes` lists the scopes to tick")
