"""A look at a thing: it is read by its id before it is changed or deleted, and must have a title that the run gave it.

The answer to a creation and the journal only claim which thing the run created. The look uses the unscoped token at the
site, which Atlassian documents for both products, and which the preflight of a live run has checked.
"""

import hmac
import json
from dataclasses import dataclass
from typing import Any

from token_conformance.exchange.client import Exchange, RefusedError, require_success
from token_conformance.exchange.ids import issue_key, number_id
from token_conformance.exchange.journal import Entry, Thing
from token_conformance.model.cell import Cell, Credential, Endpoint, Product, UrlForm
from token_conformance.model.outcome import Outcome
from token_conformance.model.target import Target

_NOT_FOUND = 404

_PARAMETERS = {Thing.ISSUE: "issueIdOrKey", Thing.PAGE: "id"}


@dataclass(frozen=True)
class Seen:
    """A thing as its product shows it; the key of a page is its id."""

    id: str
    key: str
    title: str
    is_in_trash: bool = False


def at_site(product: Product, operation: str) -> Cell:
    """A request of the run itself, which is not one of its cells: with the unscoped token at the site."""
    return Cell(Endpoint(product, "clean-up", operation), Credential.UNSCOPED, UrlForm.SITE)


_READ = {
    Thing.ISSUE: at_site(Product.JIRA_PLATFORM, "GET /rest/api/3/issue/{issueIdOrKey}"),
    Thing.PAGE: at_site(Product.CONFLUENCE, "GET /wiki/api/v2/pages/{id}"),
}


def look(exchange: Exchange, thing: Thing, id_: str) -> Seen | None:
    """Read a thing by its id; None if the product answers 404. A page is also read in the trash before it is None.

    Raises RefusedError for every other answer that does not show this thing: then nothing is known about it.
    """
    if thing is Thing.ISSUE:
        return _read(exchange, thing, id_, {"fields": "summary"})
    return _read(exchange, thing, id_, {}) or _read(exchange, thing, id_, {"status": "trashed"})


def path_of(thing: Thing, id_: str) -> dict[str, str]:
    """The path parameter that names a thing; raises ValueError if the id is not a number."""
    return {_PARAMETERS[thing]: number_id(id_)}


def is_own(target: Target, entry: Entry, seen: Seen) -> bool:
    """Whether a thing has a title that the run gave it: its unique one, or a later one with the run's seal."""
    later = entry.later_title or ""
    is_sealed = hmac.compare_digest((entry.seal or "").encode(), seal(target, entry, later).encode())
    return seen.title == entry.title or (is_sealed and seen.title == later)


def seal(target: Target, entry: Entry, title: str) -> str:
    """A code that only a holder of the unscoped token can compute for a later title of an entry.

    Any text may be a later title, so without the code a journal that somebody else has written could name any thing.
    """
    key = target.credentials.authorization(Credential.UNSCOPED, Product.JIRA_PLATFORM) or ""
    sealed = json.dumps([entry.site, entry.thing, entry.id, entry.title, title])
    return hmac.digest(key.encode(), sealed.encode(), "sha256").hex()


def _read(exchange: Exchange, thing: Thing, id_: str, query: dict[str, str]) -> Seen | None:
    answer = exchange.send(_READ[thing], path=path_of(thing, id_), query=query)
    if answer.status == _NOT_FOUND:
        return None
    require_success(answer)
    try:
        seen = _seen(thing, answer.json())
    except (ValueError, LookupError, TypeError) as error:
        reason = f"reading it by its id got an unexpected answer ({type(error).__name__}); try again later"
        raise RefusedError(Outcome.UNEXPECTED, reason) from None
    if seen.id != id_:
        raise RefusedError(Outcome.UNEXPECTED, "reading it by its id was answered with another id; try again later")
    return seen


def _seen(thing: Thing, body: Any) -> Seen:
    id_ = number_id(body["id"])
    if thing is Thing.ISSUE:
        return Seen(id_, issue_key(body["key"]), _text(body["fields"]["summary"]))
    return Seen(id_, id_, _text(body["title"]), is_in_trash=body["status"] == "trashed")


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value
