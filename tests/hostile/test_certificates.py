"""A certificate with any byte changed is refused in one line, and so is any content of its files that is not valid."""

import json
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st

from properties import given
from token_conformance._version import __version__
from token_conformance.certify.certificate import archive
from token_conformance.certify.certificate.archive import ArchiveError
from token_conformance.certify.certificate.derived import MANIFEST, manifest
from token_conformance.certify.certificate.evidence import evidence_of
from token_conformance.certify.certificate.run_record import read_record
from token_conformance.certify.certificate.verdicts import read_verdicts
from token_conformance.certify.certificate.verify import verify
from token_conformance.certify.observation import file as observation_file
from token_conformance.certify.subject import file as subject_file
from token_conformance.errors import CertificateError, ObservationError, UserError

COMMITTED = (Path(__file__).parents[2] / "reports" / "certified" / __version__ / "reference.zip").read_bytes()
FILES = {entry.name: archive.content(COMMITTED, entry) for entry in archive.entries(COMMITTED)}
SMALL = archive.write({name: FILES[name] for name in ("STATEMENT.md", "badge.json", "run.json", "subject.toml")})
OBSERVATION = "observations/create-fails.json"
_WHOLE = settings(max_examples=max(4, settings().max_examples // 10))
"""The verification of a whole certificate takes about a second."""

_LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters(exclude_categories=()), max_size=4)
    | st.sampled_from([10**400, -1, "\x1b[2J", "\ud800", "x: valid\n::error::", "a" * 10_000])
)
_VALUES = st.recursive(
    _LEAVES, lambda inner: st.lists(inner) | st.dictionaries(st.text(max_size=4), inner), max_leaves=4
)
_PIECES = st.binary(max_size=40) | st.sampled_from(
    [b"PK\x03\x04", b"PK\x05\x06" + bytes(18), b"\0", b"\xff\xff\xff\xff"]
)


def _read(data: bytes) -> dict[str, bytes]:
    """The files of an archive; without any if it is refused, which must be in one line."""
    try:
        return {entry.name: archive.content(data, entry) for entry in archive.entries(data)}
    except ArchiveError as error:
        assert str(error).isprintable()  # noqa: PT017  # either way is right
        return {}


@given(position=st.integers(0, len(COMMITTED) - 1), value=st.integers(1, 255))
def test_a_changed_byte_is_noticed(position: int, value: int) -> None:
    """The files are the same, compressed in another way, or none is read."""
    changed = bytearray(COMMITTED)
    changed[position] ^= value
    assert _read(bytes(changed)) in ({}, FILES)


@given(start=st.integers(0, len(SMALL)), length=st.integers(0, 60), piece=_PIECES)
def test_a_piece_that_is_cut_out_or_put_in_is_noticed(start: int, length: int, piece: bytes) -> None:
    """Nothing can be hidden in front of, between or behind the files."""
    changed = SMALL[:start] + piece + SMALL[start + length :]
    assert changed == SMALL or {} == _read(changed) or changed == archive.write(_read(changed))


@given(data=st.binary(max_size=400))
def test_any_bytes_are_refused(data: bytes) -> None:
    """No other error than the one for the user."""
    assert {} == _read(data)


@given(value=_VALUES, data=st.data())
def test_an_observation_with_any_value_is_read_or_refused(value: object, data: st.DataObject) -> None:
    """At any key of it, of its first run and of its first request."""
    observation = json.loads(FILES[OBSERVATION])
    changed = data.draw(st.sampled_from([observation, observation["runs"][0], observation["requests"][0]]))
    changed[data.draw(st.sampled_from(sorted(changed)))] = value
    try:
        observation_file.parse(json.dumps(observation), "a.json")
    except ObservationError as error:
        assert str(error).startswith("a.json: ")  # noqa: PT017  # either way is right


@given(text=st.text() | st.text("[]{}\"'=.,# \na1", max_size=60), at=st.integers(0, len(FILES["subject.toml"])))
def test_a_subject_with_any_text_is_read_or_refused(text: str, at: int) -> None:
    """Anywhere in its file; each problem is one short line that names the file."""
    whole = FILES["subject.toml"].decode()
    try:
        subject_file.parse(whole[:at] + text + whole[at:], "a.toml")
    except UserError as error:
        lines = str(error).splitlines()
        assert all(line.startswith("a.toml: ") and line.isprintable() for line in lines)


@given(value=_VALUES, key=st.sampled_from(sorted(json.loads(FILES["run.json"]))))
def test_a_record_with_any_value_is_read_or_refused(value: object, key: str) -> None:
    """The record of the run, and the claims."""
    for read, text in (
        (read_record, json.dumps(json.loads(FILES["run.json"]) | {key: value})),
        (read_verdicts, json.dumps({"level": value, "excused": value, "findings": [value, {"requirement": value}]})),
    ):
        try:
            read(text.encode())
        except CertificateError as error:
            assert "run.json" in str(error) or "verdicts.json" in str(error)  # noqa: PT017  # as above


@pytest.mark.slow
@_WHOLE
@given(value=_VALUES, data=st.data())
def test_a_certificate_with_any_value_is_verified_or_refused(value: object, data: st.DataObject) -> None:
    """Each problem is one line, and what was changed is never valid."""
    name = data.draw(st.sampled_from([OBSERVATION, "run.json", "verdicts.json"]))
    document = json.loads(FILES[name])
    document[data.draw(st.sampled_from(sorted(document)))] = value
    files = {**FILES, name: json.dumps(document).encode()}
    problems = verify({**files, MANIFEST: manifest(files)}).problems
    assert problems
    assert all(problem.isprintable() and len(problem) < 2_500 for problem in problems)


@given(content=st.binary(max_size=60), name=st.sampled_from(["run.json", "subject.toml", OBSERVATION, "verdicts.json"]))
def test_any_bytes_as_evidence_are_refused(content: bytes, name: str) -> None:
    """No other error than the one for the user."""
    try:
        evidence_of({**FILES, name: content})
    except CertificateError:
        return
    assert "verdicts.json" == name
