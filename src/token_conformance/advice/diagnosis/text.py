"""A diagnosis in plain words, at most 80 columns wide; only an address or a name can make a line longer."""

from collections.abc import Iterable, Iterator

from token_conformance.advice.diagnosis.called import CallAnswer
from token_conformance.advice.diagnosis.diagnosis import Concluded, Diagnosis, Reason
from token_conformance.advice.diagnosis.judgement import PERSONAL
from token_conformance.advice.diagnosis.obstacle import Obstacle
from token_conformance.advice.diagnosis.places import Place, State
from token_conformance.advice.diagnosis.seen_line import SeenLine
from token_conformance.advice.diagnosis.words import words
from token_conformance.advice.explanation.explanation import Reason as Explained
from token_conformance.advice.paragraph import paragraph
from token_conformance.advice.words import WORDS, groups, scopes_of
from token_conformance.model.grade import Evidence

_INDENT = "  "
_BELOW = " " * 14


def text(diagnosis: Diagnosis, *, goes_on: bool = False) -> str:
    """The diagnosis as lines for a person. `goes_on` says that more is sent after it."""
    seen = _seen("seen-first" if goes_on else "seen", diagnosis.seen)
    return "\n".join([*_lines(diagnosis), *seen])


def _lines(diagnosis: Diagnosis) -> Iterator[str]:
    found = diagnosis.concluded
    yield from paragraph(diagnosis.headline)
    if diagnosis.is_local_model:
        yield from paragraph(words("part", "model"))
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


def _titled(part: str, sentences: Iterable[str]) -> Iterator[str]:
    """A part with a title, if it has a sentence."""
    for number, sentence in enumerate(sentences):
        if not number:
            yield from ("", words("part", part))
        yield from paragraph(sentence, f"{_INDENT}- ", f"{_INDENT}  ")


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
        yield from paragraph(value, f"{_INDENT}{words('part', name):<12}", _BELOW)
        for sentence in explained:
            yield from paragraph(sentence, _BELOW)


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
        yield f"{_INDENT}{place.app.title():<12}{place.url}"
        yield from paragraph(f"{words('state', place.state)}{_how(place)}", _BELOW)


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
    if reasons:
        yield from ("", words("part", "causes"))
    yield from _numbered(reasons)


def _numbered(reasons: Iterable[Reason | Explained]) -> Iterator[str]:
    for number, reason in enumerate(reasons, 1):
        said = f"{reason.cause.meaning} ({reason.likelihood}: {reason.cause.id})"
        yield from paragraph(said, f"{_INDENT}{number}. ", " " * 5)
        yield from paragraph(f"{words('part', 'remedy')} {reason.remedy}", " " * 5)


def _call(call: CallAnswer) -> Iterator[str]:
    yield from ("", f"{words('part', 'call')}: {call.call.name}")
    if call.not_sent:
        yield from paragraph(words("not-sent", call.not_sent), _INDENT)
    elif call.sent and call.sent.status and not call.works and call.sent.status < 300:  # noqa: PLR2004  # a success
        yield from paragraph(words("call", "silent"), _INDENT)
    for group in groups(call.published):
        answer = group.answer
        values = {"word": WORDS[answer.says], "label": group.label, "how": _known(answer.evidence)}
        sentence = words("call", "published", values | {"reason": answer.reason})
        yield from paragraph(sentence, f"{_INDENT}- ", f"{_INDENT}  ")
    operation = call.published.operation
    if operation and (named := scopes_of(operation)):
        yield from paragraph(words("call", "scopes", {"scopes": named}), f"{_INDENT}- ", f"{_INDENT}  ")
    yield from _explanation(call)


def _explanation(call: CallAnswer) -> Iterator[str]:
    if call.explanation and call.explanation.reasons:
        yield f"{_INDENT}{words('call', 'tells')}"
        yield from _numbered(call.explanation.reasons)


def _use(diagnosis: Diagnosis) -> Iterator[str]:
    found = diagnosis.concluded
    if found.use:
        yield from ("", words("part", "use"))
        yield from (f"{_INDENT}{url}" for url in found.use)
    if found.curl:
        yield from ("", words("part", "curl"))
        yield from (f"{_INDENT}{line}" for line in found.curl.splitlines())
        name = "variables-bearer" if diagnosis.scheme == "Bearer" else "variables"
        yield from paragraph(words("part", name), _INDENT)


def _seen(title: str, seen: Iterable[SeenLine]) -> Iterator[str]:
    for number, line in enumerate(seen, 1):
        if number == 1:
            yield from ("", words("part", title))
        yield f"{_INDENT}{number}. {line.method} {line.url}"
        login = (
            words("part", "seen-none") if line.login == "none" else words("part", "seen-login", {"scheme": line.login})
        )
        status = str(line.status or words("part", "seen-no-answer"))
        yield from paragraph(", ".join(filter(None, [login, status, line.telling])), " " * 5)
