"""Whatever a server answers, an evidence file has no word of it."""

import json
import re
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from hypothesis import strategies as st

import leak_corpus
from observing import DAY, NO_ANSWER, Site, run
from properties import given
from token_conformance.exchange.one_get import Reply
from token_conformance.live.observing import evidence_file
from token_conformance.live.observing.evidence_file import parsed, written
from token_conformance.live.observing.observation import Asked, Missing, Observation
from token_conformance.live.observing.questions import Sent, questions
from token_conformance.live.observing.seen import KINDS, SCALARS, known, seen
from token_conformance.model.answer import Answer
from token_conformance.model.cell import UrlForm
from token_conformance.redaction.leaks.scan import scan_text

PLANTED = "zqxcanary"
NAMES = st.sampled_from(known()["headers"])
TEXTS = st.text(max_size=12) | st.sampled_from(
    [PLANTED, f"{PLANTED}@example.com", *known()["phrases"].values(), "\x1b[2J", "'"]
)
VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS | st.sampled_from(known()["keys"]), inner),
    max_leaves=12,
)
BODIES = (
    st.binary(max_size=40)
    | VALUES.map(lambda value: json.dumps(value).encode())
    | TEXTS.map(lambda text: text.encode("utf-8", "surrogatepass"))
)
ANSWERS = st.builds(
    Answer,
    st.just(f"https://{PLANTED}.example"),
    st.integers(100, 599),
    st.dictionaries(NAMES | st.text(max_size=8), TEXTS),
    BODIES,
)


def _words(text: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]+", text))


def _vocabulary() -> set[str]:
    """Every word that a file may have: those of our own data, and of the file's own lines."""
    data = [
        files(evidence_file.__package__).joinpath(name).read_text("utf-8") for name in ("known.toml", "questions.toml")
    ]
    source = Path(evidence_file.__file__).read_text(encoding="utf-8")
    own = [
        *Missing,
        *KINDS,
        *SCALARS,
        *Sent,
        *UrlForm,
        "live edge CLOUD ID",
        *(one.template for one in questions().values()),
    ]
    return _words(" ".join([*data, source, *own]))


VOCABULARY = _vocabulary()


def _file(answer: Answer) -> str:
    asked = tuple(Asked(question, seen(answer)) for question in questions().values())
    return written(Observation("live", DAY, "1.0.0", asked[:1]))


@given(answer=ANSWERS | st.from_type(Answer))
def test_a_file_has_only_words_of_our_own(answer: Answer) -> None:
    """None of the server's, in no header, member, value or sentence; the file can be read, and is clean."""
    text = _file(answer)
    assert set() == _words(text) - VOCABULARY
    assert text.isascii()
    assert PLANTED not in text.lower()
    assert written(parsed(text)) == text
    assert [] == scan_text(text, Path("observation.toml"), strict=True)
    assert {int(number) for number in re.findall(r"\d+", "".join(re.findall("shape = .*", text)))} <= set(
        range(100, 600)
    )


@pytest.mark.parametrize("status", [200, 403])
@pytest.mark.parametrize("content_type", ["application/json", "text/html", "text/plain"])
def test_no_secret_of_the_corpus_is_in_a_file(status: int, content_type: str) -> None:
    """As a body, as a value and a member of JSON, and as each header."""
    for content in leak_corpus.secrets().values():
        text = content.decode("latin-1")
        headers = dict.fromkeys(known()["headers"], text) | {"content-type": content_type}
        for body in (content, json.dumps({"message": text, text: text}).encode()):
            kept = _file(Answer("https://made-up.example", status, headers, body))
            assert set() == _words(kept) - VOCABULARY
            assert [] == scan_text(kept, Path("observation.toml"), strict=True)


@given(answer=ANSWERS, data=st.data())
def test_the_same_structure_has_the_same_file(answer: Answer, data: st.DataObject) -> None:
    """Other values of the same kinds change nothing."""
    try:
        value = json.loads(answer.body)
    except (ValueError, RecursionError):
        return
    other = _with_other_texts(value, data.draw(st.sampled_from(["a", "Another text", PLANTED])))
    changed = Answer(answer.url, 200, answer.headers, json.dumps(other).encode())
    assert _file(Answer(answer.url, 200, answer.headers, json.dumps(value).encode())) == _file(changed)


def _with_other_texts(value: Any, text: str) -> Any:
    """The value with another text in place of each of its texts."""
    match value:
        case Mapping():
            return {key: _with_other_texts(member, text) for key, member in value.items()}
        case list():
            return [_with_other_texts(element, text) for element in value]
        case str():
            return text
    return value


@given(answers=st.lists(ANSWERS | st.just(NO_ANSWER), min_size=1, max_size=8), may_fail_more=st.booleans())
def test_any_site_is_observed_to_its_end(answers: list[Reply], *, may_fail_more: bool) -> None:
    """Its answers decide what is asked, and never end the run in an error."""
    ids = [*questions()]
    site = Site(
        {"tenant-info": "cloud-id"} | {id_: answers[number % len(answers)] for number, id_ in enumerate(ids[1:])}
    )
    observation = run(site, may_fail_more=may_fail_more).observe(DAY)
    assert ids == [one.question.id for one in observation.asked]
    assert all((one.seen is None) != (one.missing is None) for one in observation.asked)
