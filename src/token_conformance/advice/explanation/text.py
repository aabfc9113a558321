"""An explanation in plain words, at most 80 columns wide."""

import re
from collections.abc import Iterator
from textwrap import wrap

from token_conformance.advice.explanation.explanation import Explained, Explanation, Reason, Verdict
from token_conformance.advice.explanation.next_request import Request
from token_conformance.advice.explanation.words import words
from token_conformance.advice.paragraph import WIDTH, paragraph

_INDENT = "   "


def text(explanation: Explanation) -> str:
    """The explanation as lines for a person."""
    return "\n".join(_lines(explanation))


def curl_line(request: Request) -> str:
    """A `curl` command for the request, with variables in place of a credential."""
    login = {
        "none": [],
        "basic": ['-u "$ATLASSIAN_EMAIL:$ATLASSIAN_TOKEN"'],
        "bearer": ['-H "Authorization: Bearer $ATLASSIAN_TOKEN"'],
    }["none" if request.credential == "none" else request.scheme]
    return " \\\n  ".join(["curl -sS -i", *login, f'"{request.url}"'])


def _lines(explanation: Explanation) -> Iterator[str]:
    yield from wrap(words(_headline(explanation)), WIDTH)
    yield from _of_several(explanation.of)
    said: tuple[tuple[str, ...], ...] = ()
    for number, reason in enumerate(explanation.reasons, 1):
        yield ""
        yield from _of_reason(number, reason, is_said=said == (reason.because, reason.why))
        said = (reason.because, reason.why)
    yield ""
    yield from _of_request(explanation)


def _of_several(explained: Explained) -> Iterator[str]:
    """Which call the explanation is about, if several failed."""
    if explained.failed > 1:
        call = explained.call or words("the-first")
        said = words("of-several").format(failed=explained.failed, call=call, status=explained.status)
        yield from wrap(said, WIDTH, break_long_words=False)


def _headline(explanation: Explanation) -> str:
    if explanation.verdict is not Verdict.CAUSES:
        some = explanation.verdict is Verdict.CANNOT_BE_TOLD and explanation.reasons
        return f"{explanation.verdict.value}{'-some' if some else ''}"
    return "one" if len(explanation.reasons) == 1 else "causes"


def _of_reason(number: int, reason: Reason, *, is_said: bool) -> Iterator[str]:
    """The lines of a cause; what speaks for it is left out if it was said of the cause before."""
    likelihood = words(reason.likelihood.value)
    yield from paragraph(f"{reason.cause.meaning} ({likelihood}: {reason.cause.id})", f"{number}. ", _INDENT)
    if not is_said:
        yield from [_INDENT + words("because")] if reason.because else []
        for quote in reason.because:
            yield from wrap(quote, WIDTH, initial_indent=f"{_INDENT}  | ", subsequent_indent=f"{_INDENT}  | ")
        yield from paragraph(f"{words('why')} {' '.join(reason.why)}", _INDENT)
    yield from paragraph(f"{words('remedy')} {reason.remedy}", _INDENT)
    date = f" {reason.evidence.date}" if reason.evidence.date else ""
    yield from paragraph(
        words("known").format(grade=reason.evidence.grade, date=date, source=reason.evidence.source), _INDENT
    )


def _of_request(explanation: Explanation) -> Iterator[str]:
    request = explanation.next
    one = "next-one" if len(explanation.reasons) == 1 else "next"
    yield from wrap(words("next-first" if explanation.verdict is Verdict.CANNOT_BE_TOLD else one), WIDTH)
    for line in curl_line(request).splitlines():
        yield f"  {line}"
    yield from paragraph(f"{words('tells')} {request.tells}", _INDENT)
    yield from _placeholders(request)


def _placeholders(request: Request) -> Iterator[str]:
    """What the names in capitals of the request are."""
    named = {"SITE": "site", "HOST": "host", "CLOUD_ID": "cloud-id", "KEY": "key"}
    found = [f"placeholder-{word}" for name, word in named.items() if re.search(rf"[/=]{name}\b", request.url)]
    if request.credential == "same":
        found.append("placeholder-bearer" if request.scheme == "bearer" else "placeholder-login")
    for word in found:
        yield from paragraph(words(word), _INDENT)
