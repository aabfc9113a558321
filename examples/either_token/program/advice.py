"""What this project knows of a failed call, in the same words that its commands `explain` and `scopes` print.

Only this module needs the package; a program that copies the transport does not.
"""

from collections.abc import Iterator
from textwrap import fill

import httpx

from either_token.error import MissingScopeError
from token_conformance.advice import explain, scopes
from token_conformance.errors import UserError

_MOST = 2


def advice_on(error: Exception) -> Iterator[str]:
    """Lines for the user: which scopes a call needs, or else the likeliest causes of an answer, with what to do."""
    if isinstance(error, MissingScopeError):
        yield from _needed(error.request)
    elif isinstance(error, httpx.HTTPStatusError):
        yield from _causes(error.response)


def _needed(request: httpx.Request) -> Iterator[str]:
    try:
        least = scopes([f"{request.method} {request.url}"])
    except UserError:  # an operation that is not published
        return
    for app in least.apps:
        yield _line(f"A token for {app.app.capitalize()} needs: {', '.join(app.scopes)}")


def _causes(answer: httpx.Response) -> Iterator[str]:
    for reason in explain(answer).reasons[:_MOST]:
        yield _line(f"{reason.likelihood}: {reason.cause.meaning} {reason.remedy}")


def _line(text: str) -> str:
    return fill(text, 80, subsequent_indent="  ", break_on_hyphens=False)
