"""The evidence file of an observation: TOML of words of this project alone, written in one order and read strictly."""

import datetime as dt
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from token_conformance.errors import ObservationError, nearest, shortened
from token_conformance.live.observing.observation import Asked, Missing, Observation
from token_conformance.live.observing.questions import Question, questions
from token_conformance.live.observing.seen import KINDS, Seen, is_header, is_shape, known
from token_conformance.model.answer import NotJsonError
from token_conformance.model.bounds import check
from token_conformance.model.strict_json import parse_json
from token_conformance.model.strict_toml import TomlError, parse_toml
from token_conformance.model.text_file import read_text

FORMAT = 1

LARGEST = 256 * 1024
"""The most characters of a file: one of 40 questions has some 12,000."""

_HEAD = """\
# What a site of Atlassian Cloud answered to API tokens. Made by `token-conformance observe`.
# SITE and CLOUD_ID replace the site's name and cloud id. No name, id, address or token is in this file: of each answer
# it has the status, some headers, and the structure of the body in fixed words. docs/observe.md explains every line.
"""

_MODEL = "# It was recorded from the local model of this project, and is no observation of Atlassian.\n"

_REMEDY = "make it again with `token-conformance observe`"
_VERSION = re.compile(r"[0-9]{1,4}(?:\.[0-9]{1,4}){1,3}[a-z0-9.+]{0,20}", re.ASCII)
_STATUSES = range(100, 1000)


def written(observation: Observation) -> str:
    """The text of the file; the same observation has the same text."""
    lines = [
        _HEAD + (_MODEL if observation.source == "edge" else ""),
        f"format = {FORMAT}",
        f"source = {json.dumps(observation.source)}",
        f"date = {observation.date.isoformat()}",
        f"version = {json.dumps(observation.version)}",
    ]
    return "\n".join([*lines, *(line for one in observation.asked for line in _lines(one))]) + "\n"


def read(path: Path) -> Observation:
    """Read a file; raises ObservationError with one line that names it for any that `observe` cannot have written."""
    text = read_text(path, _REMEDY, ObservationError)
    check(len(text), LARGEST, str(path), "characters")
    try:
        return parsed(text)
    except (TomlError, ObservationError) as error:
        raise ObservationError(f"{path}: {error}; {_REMEDY}") from error


def parsed(text: str) -> Observation:
    """Read the text of a file; raises TomlError or ObservationError, which do not name the file."""
    document = parse_toml(text)
    if document.get("format") != FORMAT or type(document["format"]) is not int:
        raise ObservationError(f"is no observation of format {FORMAT}")
    _only({"format", "source", "date", "version", "observation"}, document, "the file")
    rows = document["observation"]
    if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) for row in rows):
        raise ObservationError("observation: must be a list of tables, written as [[observation]]")
    asked = tuple(map(_asked, rows))
    ids = [one.question.id for one in asked]
    if twice := next((id_ for id_ in ids if ids.count(id_) > 1), None):
        raise ObservationError(f"{twice}: is there twice")
    return Observation(_source(document), _date(document), _version(document), asked)


def _lines(one: Asked) -> Iterator[str]:
    yield "\n[[observation]]"
    for key, value in _identity(one.question).items():
        yield f"{key} = {json.dumps(value)}"
    if one.missing:
        yield f"missing = {json.dumps(one.missing)}"
    if one.seen:
        yield from _answer_lines(one.seen)


def _identity(question: Question) -> dict[str, str]:
    """What a file says of a question besides its answer."""
    return {
        "question": question.id,
        "request": question.template,
        "credential": question.credential,
        "url_form": question.url_form,
    }


def _answer_lines(seen: Seen) -> Iterator[str]:
    yield f"status = {seen.status}"
    if seen.headers:
        members = ", ".join(f"{name} = {json.dumps(value)}" for name, value in sorted(seen.headers.items()))
        yield f"headers = {{ {members} }}"
    yield f"body = {json.dumps(seen.body)}"
    if seen.body == "json":
        yield f"shape = '{json.dumps(seen.shape, separators=(',', ':'))}'"
    if seen.phrases:
        sentences = ", ".join(json.dumps(known()["phrases"][id_]) for id_ in seen.phrases)
        yield f"phrases = [{sentences}]"


def _asked(row: Mapping[str, Any]) -> Asked:
    question = _question(row)
    if row.keys() >= {"missing"}:
        _only({*_identity(question), "missing"}, row, question.id)
        return Asked(question, missing=_missing(question, row["missing"]))
    optional = {"headers", "shape", "phrases"} & row.keys()
    _only({*_identity(question), "status", "body"} | optional, row, question.id)
    return Asked(question, _seen(question, row))


def _question(row: Mapping[str, Any]) -> Question:
    id_ = row.get("question")
    if not isinstance(id_, str) or id_ not in questions():
        otherwise = "perhaps a newer version has it"
        shown = shortened(str(id_))
        raise ObservationError(f"{shown!r} is no question of this version; {nearest(shown, questions(), otherwise)}")
    question = questions()[id_]
    for key, value in _identity(question).items():
        if row.get(key) != value:
            raise ObservationError(f"{id_}: {key} is not that of the question, which is {value}")
    return question


def _seen(question: Question, row: Mapping[str, Any]) -> Seen:
    status, body = row["status"], row["body"]
    if type(status) is not int or status not in _STATUSES:
        raise ObservationError(f"{question.id}: status must be a number from 100 to 999")
    if body not in KINDS:
        raise ObservationError(f"{question.id}: body must be one of {', '.join(KINDS)}")
    if (body == "json") != ("shape" in row):
        raise ObservationError(f"{question.id}: shape must be there if body is json, and only then")
    return Seen(status, _headers(question, row), body, _shape(question, row), _phrases(question, row))


def _headers(question: Question, row: Mapping[str, Any]) -> Mapping[str, str]:
    headers = row.get("headers", {})
    if not isinstance(headers, dict):
        raise ObservationError(f"{question.id}: headers must be a table")
    for name, value in headers.items():
        if not isinstance(value, str) or not is_header(name, value):
            raise ObservationError(f"{question.id}: the header {shortened(name)!r} cannot have this value in a file")
    return headers


def _shape(question: Question, row: Mapping[str, Any]) -> Any:
    if "shape" not in row:
        return None
    try:
        shape = parse_json(row["shape"]) if isinstance(row["shape"], str) else row["shape"]
    except NotJsonError as error:
        raise ObservationError(f"{question.id}: shape is not JSON ({error})") from error
    if not isinstance(row["shape"], str) or not is_shape(shape):
        raise ObservationError(f"{question.id}: shape has something else than known members and the types of values")
    return shape


def _phrases(question: Question, row: Mapping[str, Any]) -> tuple[str, ...]:
    sentences = row.get("phrases", [])
    ids = {sentence: id_ for id_, sentence in known()["phrases"].items()}
    if not isinstance(sentences, list) or not all(isinstance(one, str) and one in ids for one in sentences):
        raise ObservationError(f"{question.id}: phrases must be a list of sentences that this version knows")
    return tuple(ids[sentence] for sentence in sentences)


def _missing(question: Question, value: Any) -> Missing:
    if not isinstance(value, str) or value not in list(Missing):
        raise ObservationError(f"{question.id}: missing must be one of {', '.join(Missing)}")
    return Missing(value)


def _source(document: Mapping[str, Any]) -> Any:
    if document["source"] not in ("live", "edge"):
        raise ObservationError("source: must be live or edge")
    return document["source"]


def _date(document: Mapping[str, Any]) -> dt.date:
    if type(document["date"]) is not dt.date:
        raise ObservationError("date: must be a date, such as 2026-11-29, without quotes")
    return document["date"]


def _version(document: Mapping[str, Any]) -> str:
    version = document["version"]
    if not isinstance(version, str) or not _VERSION.fullmatch(version):
        raise ObservationError("version: must be a version, such as 1.0.0")
    return version


def _only(keys: set[str], row: Mapping[str, Any], what: str) -> None:
    """Raise ObservationError for a key that is missing or unknown."""
    if lacking := sorted(keys - row.keys()):
        raise ObservationError(f"{what}: lacks {lacking[0]}")
    if unknown := sorted(row.keys() - keys):
        raise ObservationError(f"{what}: has the unknown key {shortened(unknown[0])!r}")
