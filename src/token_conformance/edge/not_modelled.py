"""The answer where the model does not know what Atlassian answers: 501 in plain words, never in Atlassian's voice."""

from http import HTTPStatus
from urllib.parse import quote

from starlette.responses import Response

from token_conformance.edge.ruled import NOT_MODELLED, RuledResponse
from token_conformance.model.answer import LOCAL_MODEL

_PLAIN = {"content-type": "text/plain;charset=UTF-8", **LOCAL_MODEL}


def not_modelled(sentence: str) -> Response:
    """Not an answer of Atlassian: one sentence that says what the local model does not know."""
    return RuledResponse(NOT_MODELLED, f"{sentence}\n", 501, _PLAIN)


def unknown_answer(method: str, path: str, why: str = "") -> Response:
    """The sentence for a request whose answer the local model does not know, perhaps with the reason."""
    reason = f": {why}" if why else ""
    return not_modelled(f"The local model does not know what {_shown(method, path)} answers{reason}.")


def status_only(rule: str, status: int, method: str, path: str, source: str) -> Response:
    """An answer whose status alone is known: its body says so in the words of the local model."""
    named = f"{status} {HTTPStatus(status).phrase}"
    sentence = f"{_shown(method, path)} answers {named} ({source}); the local model does not know the words of it."
    return RuledResponse(rule, f"{sentence}\n", status, _PLAIN)


def _shown(method: str, path: str) -> str:
    """A request in one line of printable characters."""
    return f"{quote(method)} {quote(path, safe='/:@!$&*+,;=()~{}')}"
