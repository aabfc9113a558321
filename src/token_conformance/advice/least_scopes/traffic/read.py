"""Reads what somebody's program sends: a file whose format its content shows, a folder of cassettes, a certificate."""

import datetime as dt
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from token_conformance.advice.least_scopes.judged import Judged
from token_conformance.advice.least_scopes.traffic.bru_file import is_bru_file, read_bru_file
from token_conformance.advice.least_scopes.traffic.declared import is_declared, read_declared
from token_conformance.advice.least_scopes.traffic.documents import reader_of
from token_conformance.advice.least_scopes.traffic.http_file import is_http_file, read_http_file
from token_conformance.advice.least_scopes.traffic.lines import is_json_lines, is_log, read_json_lines, read_log
from token_conformance.advice.least_scopes.traffic.listed import REMEDY, is_list, read_list
from token_conformance.advice.least_scopes.traffic.program import Program, programs
from token_conformance.advice.least_scopes.traffic.seen import Seen
from token_conformance.advice.pasted import decoded
from token_conformance.certify.certificate import container
from token_conformance.errors import UserError
from token_conformance.model.answer import NotJsonError
from token_conformance.model.bounds import MEGABYTE, check, inflate
from token_conformance.model.file import read_bytes
from token_conformance.model.strict_json import parse_json
from token_conformance.model.text_file import reason_of
from token_conformance.redaction.masking import masked

LARGEST = 64 * MEGABYTE
"""The most bytes of a file: some 300,000 lines of an access log. HAR files have the bodies of all answers in them."""

LARGEST_YAML = 10 * MEGABYTE
"""The most characters of a document of YAML, which is slow to read."""

_MOST_FILES = 5_000
_ZIP, _GZIP = b"PK\x03\x04", b"\x1f\x8b"
_SUFFIXES = {".json", ".yaml", ".yml", ".har", ".zip"}
_YAML = ("openapi:", "swagger:", "interactions:")
_FIRST = 20
"""The lines at the beginning of a text in which a key of YAML is looked for."""


@dataclass(frozen=True)
class Traffic:
    """The calls of a source, each with what scopes do for it, and how many requests are something else."""

    calls: tuple[Judged, ...]
    ignored: Mapping[str, int]


def read_traffic(path: Path) -> Traffic:
    """Read a file or a folder.

    Raises UserError, in one line, if it has no call to Atlassian or is too large; for a list, with a line for each call
    that is wrong. Of the content, only paths are quoted.
    """
    try:
        if path.is_dir():
            return _of_folder(path)
        content = read_bytes(path, LARGEST)
    except OSError as error:
        raise UserError(f"{path}: cannot be read ({reason_of(error)}); {REMEDY}") from error
    return _of_certificate(path) if content.startswith(_ZIP) else of_bytes(content, str(path))


def of_texts(calls: Sequence[str]) -> Traffic:
    """Read calls, each as `can-i-use` takes it; raises UserError, with a line for each that is wrong."""
    return Traffic(tuple(read_list(calls, "", dt.datetime.now(dt.UTC).date())), {})


def of_bytes(content: bytes, name: str) -> Traffic:
    """Read a text, which may be compressed by gzip; `name` is what messages call it."""
    text = _text(_unpacked(content, name), name)
    if not text.strip():
        raise UserError(f"{name}: is empty; {REMEDY}")
    today, lines = dt.datetime.now(dt.UTC).date(), text.splitlines()
    document = _document(text, lines, name)
    if isinstance(document, list) and all(isinstance(one, str) for one in document):
        return Traffic(tuple(read_list(document, name, today)), {})
    seen = Seen(name)
    if _read(document, lines, seen, name):
        return _of_seen(seen, name, today)
    return Traffic(tuple(read_list(lines, name, today)), {})


def _unpacked(content: bytes, name: str) -> bytes:
    if not content.startswith(_GZIP):
        return content
    try:
        return inflate(content, LARGEST, name)
    except zlib.error as error:
        raise UserError(f"{name}: cannot be decompressed ({error}); unpack it first") from error


def _text(content: bytes, name: str) -> str:
    text = decoded(content, name, REMEDY)
    if "\0" in text:
        raise UserError(f"{name}: is not text; {REMEDY}")
    return text


def _document(text: str, lines: Sequence[str], name: str) -> Any:
    """The document of JSON or YAML that a text is; None if it is lines."""
    if text.lstrip().startswith(("{", "[")) and not text.lstrip().startswith("{{"):
        return _json(text, lines, name)
    return _yaml(text, name) if any(line.startswith(_YAML) for line in lines[:_FIRST]) else None


def _json(text: str, lines: Sequence[str], name: str) -> Any:
    try:
        document = parse_json(text)
    except NotJsonError as error:
        if is_json_lines(lines) or is_log(lines):
            return None
        raise UserError(f"{name}: {masked(str(error))}; {REMEDY}") from error
    return document if reader_of(document) or not is_json_lines(lines) else None


def _yaml(text: str, name: str) -> Any:
    from vcr.serializers import yamlserializer  # noqa: PLC0415  # only YAML needs it, and it takes long to import

    check(len(text), LARGEST_YAML, name, "characters of YAML")
    try:
        return yamlserializer.deserialize(text)
    except Exception as error:  # what is wrong with it is of no use to its user
        raise UserError(f"{name}: cannot be read as YAML; {REMEDY}") from error


def _read(document: Any, lines: Sequence[str], seen: Seen, name: str) -> bool:
    """Count the requests of a document or of lines; false for lines of no format, which may be a list."""
    if document is not None:
        read = reader_of(document)
        if read is None:
            raise UserError(f"{name}: is a document of a kind that is not known; {REMEDY}")
        read(document, seen)
    elif is_json_lines(lines):
        read_json_lines(lines, seen)
    elif is_http_file(lines):
        read_http_file(lines, seen)
    elif is_bru_file(lines):
        read_bru_file(lines, seen)
    elif is_declared(lines):
        read_declared(lines, seen)
    elif is_log(lines):
        read_log(lines, seen)
    else:
        return _read_program(Program(lines), seen)
    return True


def _read_program(program: Program, seen: Seen) -> bool:
    """Count the calls of a program; false for lines that have no call of one."""
    is_program = program.is_passage if is_list(program.lines) else program.has_calls
    if is_program:
        program.count(seen)
    return is_program


def _of_seen(seen: Seen, name: str, today: dt.date) -> Traffic:
    calls = tuple(seen.judged(today))
    if not calls:
        what = ", ".join(f"{kind}: {count:,}" for kind, count in sorted(seen.ignored.items()))
        raise UserError(f"{name}: has no call to Atlassian Cloud{f' ({what})' if what else ''}; {REMEDY}")
    return Traffic(calls, seen.ignored)


def _of_certificate(path: Path) -> Traffic:
    """The requests in the observations of a certificate, which is not verified."""
    seen = Seen(str(path))
    for name, content in container.read(path).items():
        if name.startswith("observations/"):
            _read_file(content, name, seen)
    return _of_seen(seen, str(path), dt.datetime.now(dt.UTC).date())


def _of_folder(folder: Path) -> Traffic:
    """The requests of all cassettes, observations and certificates in a folder, and in the folders in it."""
    seen = Seen(str(folder))
    files = sorted(islice(_files(folder), _MOST_FILES + 1))
    check(len(files), _MOST_FILES, str(folder), "files")
    left = LARGEST
    for file in files:
        content = read_bytes(file, left, str(folder))
        left -= len(content)
        named = container.read(file) if content.startswith(_ZIP) else {str(file): content}
        for name, inside in named.items():
            _read_file(inside, name, seen)
    if not seen.has_calls:
        _read_programs(folder, left, seen)
    return _of_seen(seen, str(folder), dt.datetime.now(dt.UTC).date())


def _read_programs(folder: Path, left: int, seen: Seen) -> None:
    """Count the calls in the text of programs, of a folder that has no traffic in it."""
    files = list(islice(programs(folder), _MOST_FILES + 1))
    check(len(files), _MOST_FILES, str(folder), "files of programs")
    for file in files:
        content = read_bytes(file, left, str(folder))
        left -= len(content)
        Program(content.decode("utf-8", "replace").splitlines()).count(seen)


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.suffix in _SUFFIXES and path.is_file() and not path.is_symlink())


def _read_file(content: bytes, name: str, seen: Seen) -> None:
    """Count the requests of one file of several; a file of another kind is counted, too."""
    try:
        text = _text(content, name)
        read = reader_of(document := _document(text, text.splitlines(), name))
    except UserError:
        read = None
    if read:
        read(document, seen)
    else:
        seen.ignored["files of another kind"] += 1
