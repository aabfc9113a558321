"""What was seen, as a person can check it: each request with its status and the header or words that tell something."""

from dataclasses import dataclass

from token_conformance.advice.diagnosis.probe import Seen
from token_conformance.advice.diagnosis.sign import sign_of
from token_conformance.errors import shortened
from token_conformance.exchange.one_get import NoAnswer
from token_conformance.redaction.masking import masked

_TELLING = (
    "x-authentication-denied-reason",
    "x-failure-category",
    "x-seraph-loginreason",
    "x-aaccountid",
    "location",
    "retry-after",
    "www-authenticate",
    "server",
    "content-type",
)
"""The headers that tell something, the strongest first; one is shown."""

_ACCOUNT = "x-aaccountid"


@dataclass(frozen=True)
class SeenLine:
    """One request and what came back.

    `login` is the scheme of the credential, or `none`. `status` is None without an answer. `telling` is a header, or
    the reason why there was no answer. `sign` is what it says, by `sign.py`.
    """

    method: str
    url: str
    login: str
    status: int | None
    telling: str
    sign: str


def seen_line(one: Seen) -> SeenLine:
    """Describe a request; no value of a credential is in it, and an account id is cut."""
    reply, login = one.reply, one.scheme or "none"
    if isinstance(reply, NoAnswer):
        why = f"{reply.failure}: {masked(shortened(reply.detail))}"
        return SeenLine("GET", one.url, login, None, why, sign_of(one))
    telling = next((f"{name}: {_shown(name, reply.headers[name])}" for name in _TELLING if name in reply.headers), "")
    return SeenLine("GET", one.url, login, reply.status, telling, sign_of(one))


def _shown(name: str, value: str) -> str:
    if name == _ACCOUNT:
        return f"...{value[-4:]}"
    bare = value.partition("?")[0] if name == "location" else value
    return masked(shortened(bare))
