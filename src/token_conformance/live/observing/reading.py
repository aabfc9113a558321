"""What an answer to a question says: a pure function of what is kept of it, so that a file can be read again."""

from token_conformance.live.observing.questions import Question, Reading
from token_conformance.live.observing.seen import PRESENT, Seen, has_member

TOO_MANY_REQUESTS = 429
_SERVER_ERROR = 500

_ANYBODYS = {"html", "text", "xml", "empty", "other"}
"""The kinds of a body with which a proxy may answer, too."""

_SIGNS = {
    ("server", "AtlassianEdge"),
    *((name, PRESENT) for name in ("atl-traceid", "x-aaccountid", "x-arequestid", "x-trace-id")),
}
"""Headers that a proxy does not make."""

NOTHING = Reading(status=(), says="The server could not answer, which says nothing.", header={}, unclear=True)
FOREIGN = Reading(
    status=(), says="Nothing shows that Atlassian answered, and not a proxy before it.", header={}, unclear=True
)
UNEXPECTED = Reading(status=(), says="Nobody expected this answer: look at it.", header={}, unclear=True)


def reading(question: Question, answer: Seen) -> Reading:
    """The first reading of the question that fits the answer, or one of the three that are of no question."""
    if answer.body in _ANYBODYS and _SIGNS.isdisjoint(answer.headers.items()):
        return FOREIGN
    if answer.status == TOO_MANY_REQUESTS or answer.status >= _SERVER_ERROR:
        return NOTHING
    return next((one for one in question.readings if _fits(one, answer)), UNEXPECTED)


def _fits(one: Reading, answer: Seen) -> bool:
    return (
        answer.status in one.status
        and all(_has(answer, name, value) for name, value in one.header.items())
        and (not one.body or answer.body in one.body)
        and (not one.phrase or not set(one.phrase).isdisjoint(answer.phrases))
        and (not one.member or has_member(answer.shape, one.member))
    )


def _has(answer: Seen, name: str, value: str) -> bool:
    return name in answer.headers and value in {PRESENT, answer.headers[name]}
