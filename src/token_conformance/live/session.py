"""Single cells, sent by a program without pytest: to one's own site, or to an edge that is started for it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Unpack

from token_conformance.catalogue.written import in_catalogue, problem_of
from token_conformance.errors import UnsafeWriteError, UserError, one_of
from token_conformance.exchange.client import Exchange, Parts, RefusedError
from token_conformance.exchange.write_guard import is_write
from token_conformance.live.cloud_id import Identity, look_up
from token_conformance.live.edge_target import WORLDS, edge_target
from token_conformance.live.probes import WHO_AM_I
from token_conformance.live.settings import load
from token_conformance.model.account import Account
from token_conformance.model.answer import Answer
from token_conformance.model.cell import FORMS, Cell, Credential, Endpoint, UrlForm
from token_conformance.model.outcome import UNPROVEN, Outcome, of_proof, of_refusal
from token_conformance.model.tenant import Tenant

_WORLD = one_of("world", {name: name for name in WORLDS})
_CREDENTIAL = one_of("credential", {str(one): one for one in Credential})
_FORM = one_of("URL form", {str(one): one for one in FORMS})


@dataclass(frozen=True)
class SentCell:
    """A cell that was sent: what came of it, and the answer; None if the target could not be reached.

    Its text is one line: the call, the credential, the URL form, and the outcome with the status.
    """

    cell: Cell
    outcome: Outcome
    answer: Answer | None

    def __str__(self) -> str:
        cell, status = self.cell, f" ({self.answer.status})" if self.answer else ""
        return f"{cell.endpoint.operation}, {cell.credential} at {cell.url_form}: {self.outcome}{status}"


class Session:
    """A tenant to which cells are sent, one request each."""

    def __init__(self, exchange: Exchange) -> None:
        self._exchange = exchange

    @property
    def tenant(self) -> Tenant:
        """The names of the tenant and of the things in it, for the parameters of a call."""
        return self._exchange.target.tenant

    def send(
        self,
        operation: str,
        credential: Credential | str,
        url_form: UrlForm | str,
        *,
        proof: Callable[[Answer], object] | None = None,
        **parts: Unpack[Parts],
    ) -> SentCell:
        """Send a call of the catalogue with a credential to a URL form; returns the cell with its outcome.

        `proof` gets an answer with a success status, and raises or asserts if what was asked for is not in it: then
        the outcome is `empty`. Raises UserError for a call that cannot be sent, or that the edge does not know.
        """
        if problem := problem_of(operation):
            raise UserError(problem)
        endpoint = Endpoint(in_catalogue(operation).product, "sent", operation)
        self._require_read(endpoint)
        cell = Cell(endpoint, _CREDENTIAL(str(credential)), _FORM(str(url_form)))
        self._require_token(cell)
        try:
            answer = self._exchange.send(cell, **parts)
        except RefusedError as refusal:
            return SentCell(cell, refusal.outcome, None)
        if self._exchange.target.source == "edge" and answer.is_unknown_to_model:
            raise UserError(answer.text.strip())
        return SentCell(cell, _outcome(answer, proof), answer)

    def _require_token(self, cell: Cell) -> None:
        """Raise UserError for a credential that the settings of the own site do not have."""
        credentials = self._exchange.target.credentials
        token = isinstance(credentials, Account) and credentials.token(cell.credential, cell.endpoint.product)
        if cell.credential is not Credential.NONE and not token:
            raise UserError(
                f"{cell.credential}: no such token for {cell.endpoint.product.title} is set; set it, or use another one"
            )

    def _require_read(self, endpoint: Endpoint) -> None:
        if self._exchange.target.name == "live" and is_write(endpoint):
            raise UnsafeWriteError(f"{endpoint.operation} would change the site, so it is not sent; use an edge")


def _outcome(answer: Answer, proof: Callable[[Answer], object] | None) -> Outcome:
    if not answer.is_success:
        return of_refusal(answer)
    try:
        if proof is not None:
            proof(answer)
    except UNPROVEN as error:
        return of_proof(error)
    return Outcome.WORKS


@contextmanager
def open_edge(world: str = "known") -> Iterator[Session]:
    """Start an edge, the local model of Atlassian, which stops when the context ends.

    `world` is what it models: what is known of Atlassian today, or `requested`: CLOUD-12617 as requested.
    """
    with edge_target(_WORLD(world)) as target, Exchange(target) as exchange:
        yield Session(exchange)


@contextmanager
def open_site(folder: Path | str = ".") -> Iterator[Session]:
    """Open one's own site, with the settings of a live run: of the environment, and of the file `.env` of a folder.

    Only calls that read are sent, within the limits of a live run. Nothing is looked for in the site, so a thing that
    is not set is empty in `tenant`. Raises UserError if the settings have a problem, or if the site cannot be reached.
    """
    settings = load(Path(folder))
    with Exchange(settings.target(Identity())) as exchange:
        identity = look_up(exchange, settings.cloud_id)
    with Exchange(settings.target(identity)) as exchange:
        caller = WHO_AM_I["jira"].read(exchange, *settings.reader)
    with Exchange(settings.target(replace(identity, account_id=caller.value))) as exchange:
        yield Session(exchange)
