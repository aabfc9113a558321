"""Reads runs to compare: the folder of a run, a certificate, or the JSON document of `certify run`."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

from token_conformance.certify.certificate.container import ZIP
from token_conformance.certify.gate.comparison import Difference
from token_conformance.certify.gate.document import FORMAT
from token_conformance.certify.gate.gated import Gated
from token_conformance.certify.gate.run import Run, run_of
from token_conformance.certify.gate.seen import Part, Seen
from token_conformance.certify.gate.word import WORDS, Change, Word
from token_conformance.errors import UserError, one_of, shortened
from token_conformance.model.strict_json import parse_json
from token_conformance.model.text_file import read_text

T = TypeVar("T")

_CHANGES = {change.value: change for change in Change}
_REMEDY = "name the folder of a run, a certificate, or JSON that `certify run` has written"
_FACTS = ("product", "version", "day", "door", "suite", "rules")


def runs_of(path: Path) -> dict[str, Run]:
    """The runs by the names of their subjects; raises UserError with one line that names the file."""
    if not path.is_dir() and path.suffix != ZIP:
        return {one.run.subject: one.run for one in read_results(path)}
    try:
        run = run_of(path)
    except UserError as error:
        raise UserError(f"{path}: {str(error).removeprefix(f'{path}: ')}") from error
    return {run.subject: run}


def read_results(path: Path) -> list[Gated]:
    """The runs in a JSON document of `certify run`; raises UserError with one line that names the file."""
    text = read_text(path, _REMEDY, UserError)
    try:
        return _results(parse_json(text))
    except ValueError as error:
        raise UserError(f"{path}: {shortened(str(error))}; {_REMEDY}") from error


def _results(document: Any) -> list[Gated]:
    """The runs of a document; raises ValueError for anything that `certify run` does not write."""
    number = _member(document, "format", int)
    if number != FORMAT:
        raise ValueError(f"has format {number}, but this version reads format {FORMAT}")
    return [_gated(subject) for subject in _member(document, "subjects", list)]


def _gated(subject: Any) -> Gated:
    run, file = _run(subject), _member(subject, "file", str)
    if subject.get("gate") is None:
        return Gated(file, run)
    gate = subject["gate"]
    found = tuple(map(_difference, _member(gate, "differences", list)))
    return Gated(file, run, _member(gate, "file", str), found)


def _difference(value: Any) -> Difference:
    return Difference(
        requirement=_member(value, "requirement", str),
        action=_member(value, "action", str, null=""),
        before=_word(value, "before"),
        after=_word(value, "after"),
        change=_known("change", _CHANGES, _member(value, "change", str)),
        sentence=_member(value, "sentence", str),
        reason=_member(value, "reason", str, null=""),
        line=_member(value, "line", int),
    )


def _run(subject: Any) -> Run:
    seen = {_member(finding, "requirement", str): _seen(finding) for finding in _member(subject, "findings", list)}
    return Run(
        subject=_member(subject, "name", str),
        level=_member(subject, "level", str, null=""),
        seen=seen,
        **{name: _member(subject, name, str) for name in _FACTS},
    )


def _seen(finding: Any) -> Seen:
    parts = {_member(part, "action", str): _part(part) for part in _member(finding, "actions", list)}
    return Seen(_word(finding, "result"), _member(finding, "sentence", str), parts)


def _part(part: Any) -> Part:
    return Part(_word(part, "result"), _member(part, "sentence", str))


def _word(value: Any, name: str) -> Word:
    return _known("result", WORDS, _member(value, name, str))


def _known(kind: str, known: Mapping[str, T], text: str) -> T:
    """What a word means; raises ValueError for an unknown one."""
    try:
        return one_of(kind, known)(text)
    except UserError as error:
        raise ValueError(f"has an {error}") from error


def _member(value: Any, name: str, kind: type[T], *, null: T | None = None) -> T:
    """A member of an object, which must be of a kind, or null if there is a value for that; raises ValueError."""
    found = value.get(name) if isinstance(value, dict) else None
    if found is None and null is not None and name in value:
        return null
    if type(found) is not kind:
        raise ValueError(f"is not what `certify run` writes ({name} is missing or of another kind)")
    return found
