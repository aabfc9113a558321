"""The plan of an observation, and what its answers say, as text for a person."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from token_conformance.live.observing.conclusion import Conclusion, conclusions
from token_conformance.live.observing.observation import MEANINGS, Observation
from token_conformance.live.observing.questions import HOSTS, Login, Question, Sent, questions, unasked

ISSUE_KIND = "An observation of Atlassian"
"""The name of the form of an issue in which a file is submitted."""

Has = Callable[[Sent], bool]
"""Whether a credential was given."""


def askable(has: Has) -> list[Question]:
    """The questions that can be asked with what was given."""
    return [question for question in questions().values() if has(question.credential)]


def failing(has: Has) -> Mapping[str, int]:
    """How many questions count, or may count, as failing logins, by their host."""
    return Counter(HOSTS[question.host] for question in askable(has) if question.login is Login.FAILS)


def plan(has: Has) -> str:
    """Every question that will be asked, with its request and its reason, and what is left out."""
    asked = askable(has)
    lines = [
        f"{len(asked)} questions, one GET each, five a second at most. Nothing is changed at the site; a 429 ends it.",
        "SITE and CLOUD_ID are the name and the cloud id of your site.",
        *(line for number, question in enumerate(asked, 1) for line in _question(number, question)),
        "",
        *(f"At {host}, {count} of them may count as failing logins." for host, count in failing(has).items()),
        *_left_out(has),
        "",
        "Open as well, and not asked:",
        *(f"  {one.open} ({', '.join(one.about)}): {one.why}." for one in unasked()),
    ]
    return "\n".join(lines) + "\n"


def said(observation: Observation) -> str:
    """What the answers say, and which questions got none."""
    rows = [f"  {_words(one)}" for one in conclusions(observation)]
    missing = Counter(one.missing for one in observation.asked if one.missing)
    left = [f"{count} not answered: {MEANINGS[why]}." for why, count in missing.items()]
    return "\n".join(["What the answers say:", *rows, *left]) + "\n"


def next_step(path: Path, observation: Observation) -> Iterator[str]:
    """Where to submit a file that was written."""
    if observation.source == "edge":
        yield f"{path}: written. It was recorded from the local model, so there is nothing to submit."
        return
    yield f"{path}: written. Read it once more; it was not sent to anyone."
    yield (
        f"To submit it, open an issue of the kind '{ISSUE_KIND}' in the repository of this project, and paste it there:"
        " docs/observe.md"
    )


def _question(number: int, question: Question) -> Iterator[str]:
    credential = "no credential" if question.credential is Sent.NONE else question.credential
    login = "; may count as a failing login" if question.login is Login.FAILS else ""
    yield ""
    yield f"{number:2}. {question.id}: {question.question}"
    yield f"    {question.template} ({credential}{login})"
    yield f"    {question.why}"


def _left_out(has: Has) -> Iterable[str]:
    tokens = Counter(q.credential.token for q in questions().values() if not has(q.credential) and q.credential.token)
    return (
        f"Not asked: {count} questions with a token of the kind {token}, because none was given."
        for token, count in tokens.items()
    )


def _words(one: Conclusion) -> str:
    reading = one.reading
    supports = f"supports {', '.join(reading.supports)}" if reading.supports else ""
    contradicts = f"contradicts {', '.join(reading.contradicts)}" if reading.contradicts else ""
    verdict = "; ".join(filter(None, (supports, contradicts))) or ("says nothing" if reading.unclear else "new")
    return f"{one.question.id}: {one.status}: {verdict}: {reading.says}"
