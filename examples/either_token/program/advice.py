"""What this project knows of a failed call, in the same words that its command `explain` prints.

Only this module needs the package; a program that copies the transport does not.
"""

from collections.abc import Iterator
from textwrap import fill

import httpx

from token_conformance.advice import Explanation, explain

_MOST = 2


def advice_on(error: Exception) -> Iterator[str]:
    """Lines for the user: the likeliest causes of an answer that is an error, each with what to do."""
    if isinstance(error, httpx.HTTPStatusError):
        yield from _lines(explain(error.response))


def _lines(explanation: Explanation) -> Iterator[str]:
    for reason in explanation.reasons[:_MOST]:
        yield fill(f"{reason.likelihood}: {reason.cause.meaning} {reason.remedy}", 80, subsequent_indent="  ")
