"""A diagnosis in plain words, at most 80 columns wide; only an address or a name can make a line longer."""

from collections.abc import Iterable, Iterator
from textwrap import wrap

from token_conformance.advice.diagnosis.called import CallAnswer
from token_conformance.advice.diagnosis.diagnosis import Concluded, Diagnosis
from token_conformance.advice.diagnosis.judgement import PERSONAL
from token_conformance.advice.diagnosis.obstacle import Obstacle
from token_conformance.advice.diagnosis.places import Place, State
from token_conformance.advice.diagnosis.seen_line import SeenLine
from token_conformance.advice.diagnosis.words import words
from token_conformance.advice.explanation.text import WIDTH
from token_conformance.advice.words import WORDS, groups, scopes_of
from token_conformance.model.grade import Evidence

_TITLES = {"jira": "Jira", "confluence": "Confluence"}
_INDENT = "  "
_BELOW = " " * 14


def text(diagnosis: Diagnosis, *, goes_on: bool = False) -> str:
    """The diagnosis as lines for a person. `goes_on` says that more is sent after it."""
    seen = _seen("seen-first" if goes_on else "seen", diagnosis.seen)
    return "\n".join([*_lines(diagnosis), *seen])


def _lines(diagnosis: Diagnosis) -> Iterator[str]:
    found = diagnosis.concluded
    yield from _wrapped(diagnosis.headline, "")
    if diagnosis.is_local_model:
        yield from _wrapped(words("part", "model"), "")
    yield from _token(found)
    yield from _places(found.places)
    yield from _causes(found, diagnosis.obstacle)
    if diagnosis.call:
        yield from _call(diagnosis.call)
    yield from _use(diagnosis)
    yield from _titled("untold", found.untold)
    if found.banner:
        values = {"text": found.banner.text, "how": _known(found.banner.evidence)}
        yield from _titled("banner", [words("part", "banner-is", values)])


def _wrapped(sentences: str, start: str, then: str | None = None) -> list[str]:
    """Lines of a paragraph; an address or a name with hyphens stays whole."""
    following = start if then is None else then
    return wrap(
        sentences,
        WIDTH,
        initial_indent=start,
        subsequent_indent=following,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _titled(part: str, sentences: Iterable[str]) -> Iterator[str]:
    """A part with a title, if it has a sentence."""
    for number, sentence in enumerate(sentences):
        if not number:
            yield from ("", words("part", part))
        yield from _wrapped(sentence, f"{_INDENT}- ", f"{_INDENT}  ")


def _token(found: Concluded) -> Iterator[str]:
    """The table of what follows for the token; each row may have sentences that explain it."""
    rows = [
        ("kind", kind_words(found), found.why if found.kinds else ()),
        ("account", found.account, ()),
        ("expires", found.expires, ()),
        ("cloud-id", found.cloud_id, (words("part", "cloud-id-is"),)),
    ]
    shown = [row for row in rows if row[1]]
    yield from ("", words("part", "token")) if shown else ()
    for name, value, explained in shown:
        yield from _wrapped(value, f"{_INDENT}{words('part', name):<12}", _BELOW)
        for sentence in explained:
            yield from _wrapped(sentence, _BELOW)


def kind_words(found: Concluded) -> str:
    """The kinds that are left, in a few words."""
    ids = {kind.id for kind in found.kinds}
    if len(ids) > 2 and ids <= set(PERSONAL):  # noqa: PLR2004  # two can be named
        return words("kind", "personal" if "unscoped" in ids else "personal-scoped")
    return " or ".join(kind.title for kind in found.kinds)


def _places(places: Iterable[Place]) -> Iterator[str]:
    for number, place in enumerate(places):
        if not number:
            yield from ("", words("part", "works"))
        yield f"{_INDENT}{_TITLES[place.app]:<12}{place.url}"
        yield from _wrapped(f"{words('state', place.state)}{_how(place)}", _BELOW)


def _how(place: Place) -> str:
    """Whether it was seen, or how it is known; nothing more where it is not."""
    if place.state is State.UNKNOWN:
        return ""
    if place.evidence is None:
        return f" ({words('state', 'seen')})"
    return f" ({words('state', 'known', {'how': _known(place.evidence)})})"


def _known(evidence: Evidence) -> str:
    date = f" {evidence.date}" if evidence.date else ""
    return f"{evidence.grade}{date}, {evidence.source}"


def _causes(found: Concluded, obstacle: Obstacle | None) -> Iterator[str]:
    """The causes with their remedies; the sentence of an obstacle has said its own."""
    reasons = [one for one in found.reasons if obstacle is None or one.cause.id != obstacle.cause]
    for number, reason in enumerate(reasons, 1):
        if number == 1:
            yield from ("", words("part", "causes"))
        start = f"{_INDENT}{number}. "
        yield from _wrapped(f"{reason.cause.meaning} ({reason.likelihood}: {reason.cause.id})", start, " " * 5)
        yield from _wrapped(f"{words('part', 'remedy')} {reason.remedy}", " " * 5)


def _call(call: CallAnswer) -> Iterator[str]:
    yield from ("", f"{words('part', 'call')}: {call.call.name}")
    if call.not_sent:
        yield from _wrapped(words("not-sent", call.not_sent), _INDENT)
    elif call.sent and call.sent.status and not call.works and call.sent.status < 300:  # noqa: PLR2004  # a success
        yield from _wrapped(words("call", "silent"), _INDENT)
    for group in groups(call.published):
        answer = group.answer
        values = {"word": WORDS[answer.says], "label": group.label, "how": _known(answer.evidence)}
        sentence = words("call", "published", values | {"reason": answer.reason})
        yield from _wrapped(sentence, f"{_INDENT}- ", f"{_INDENT}  ")
    operation = call.published.operation
    if operation and (named := scopes_of(operation)):
        yield from _wrapped(words("call", "scopes", {"scopes": named}), f"{_INDENT}- ", f"{_INDENT}  ")
    yield from _explanation(call)


def _explanation(call: CallAnswer) -> Iterator[str]:
    reasons = call.explanation.reasons if call.explanation else ()
    for number, reason in enumerate(reasons, 1):
        if number == 1:
            yield f"{_INDENT}{words('call', 'tells')}"
        start = f"{_INDENT}{number}. "
        yield from _wrapped(f"{reason.cause.meaning} ({reason.likelihood}: {reason.cause.id})", start, " " * 5)
        yield from _wrapped(f"{words('part', 'remedy')} {reason.remedy}", " " * 5)


def _use(diagnosis: Diagnosis) -> Iterator[str]:
    found = diagnosis.concluded
    if found.use:
        yield from ("", words("part", "use"))
        yield from (f"{_INDENT}{url}" for url in found.use)
    if found.curl:
        yield from ("", words("part", "curl"))
        yield from (f"{_INDENT}{line}" for line in found.curl.splitlines())
        name = "variables-bearer" if diagnosis.scheme == "Bearer" else "variables"
        yield from _wrapped(words("part", name), _INDENT)


def _seen(title: str, seen: Iterable[SeenLine]) -> Iterator[str]:
    for number, line in enumerate(seen, 1):
        if number == 1:
            yield from ("", words("part", title))
        yield f"{_INDENT}{number}. {line.method} {line.url}"
        login = (
            words("part", "seen-none") if line.login == "none" else words("part", "seen-login", {"scheme": line.login})
        )
        status = str(line.status or words("part", "seen-no-answer"))
        yield from _wrapped(", ".join(filter(None, [login, status, line.telling])), " " * 5)
