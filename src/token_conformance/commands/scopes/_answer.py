"""Prints the answer in the format that was asked for; the exit status says whether the list can be relied on."""

from argparse import Namespace
from collections.abc import Iterable, Mapping

from token_conformance.advice.least_scopes.answer import of_judged
from token_conformance.advice.least_scopes.documents import document, markdown
from token_conformance.advice.least_scopes.judged import Judged
from token_conformance.advice.least_scopes.text import text
from token_conformance.model.url import APPS
from token_conformance.redaction.output import publish

LACKS, UNKNOWN = 1, 3
"""The exit statuses if the token lacks a scope, and if the scopes of a call are not known."""

_FORMATS = {"text": text, "markdown": markdown, "json": document}


def answered(calls: Iterable[Judged], arguments: Namespace, ignored: Mapping[str, int]) -> int:
    """Print the answer for the app that was asked for, or for both, and return the exit status."""
    apps = [arguments.app] if arguments.app else APPS
    called = [call for call in calls if call.app in {"", *apps}]
    answer = of_judged(called, prefer=arguments.prefer, have=arguments.have, ignored=ignored, apps=apps)
    publish(_FORMATS[arguments.format](answer))
    if answer.lacks:
        return LACKS
    return 0 if answer.is_certain else UNKNOWN
