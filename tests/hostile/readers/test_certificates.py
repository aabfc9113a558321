"""Any certificate is verified or refused, in lines that can be shown: whatever is in its files or in its container."""

import io
import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import strategies as st

import mutations
from properties import given
from token_conformance._version import __version__
from token_conformance.certify.certificate.checks import secrets
from token_conformance.certify.certificate.container import read
from token_conformance.certify.certificate.verify import verify
from token_conformance.model.bounds import MEGABYTE

COMMITTED = (Path(__file__).parents[3] / "reports" / "certified" / __version__ / "reference.zip").read_bytes()
with ZipFile(io.BytesIO(COMMITTED)) as _container:
    FILES = {name: _container.read(name) for name in _container.namelist()}

OneLine = Callable[..., AbstractContextManager[None]]


def _changed(draw: st.DrawFn, content: bytes) -> bytes:
    """The content of a file, changed in its values if it is JSON, and in its bytes."""
    lines = content.decode().split("\n")
    if content.startswith(b"{") and len(lines) > 1 and lines[1].startswith("{"):
        content = mutations.mutated_lines(draw, lines, mutations.mutated_json_line).encode("utf-8", "surrogatepass")
    elif content.startswith((b"{", b"[")):
        content = mutations.mutated_json(draw, json.loads(content)).encode("utf-8", "surrogatepass")
    return mutations.mutated_bytes(draw, content).content


class Files(dict[str, bytes]):
    """The files of a certificate; a report of a failure shows those that were changed."""

    def __repr__(self) -> str:
        changed = {name: mutations.Example(content) for name, content in self.items() if content != FILES.get(name)}
        return f"removed: {sorted(FILES.keys() - self.keys())}, changed: {changed}"


@st.composite
def hostile_files(draw: st.DrawFn) -> Files:
    """The files of the committed certificate, of which one or two were changed, removed or renamed."""
    files = Files(FILES)
    for _ in range(draw(st.integers(1, 2))):
        name = draw(st.sampled_from(sorted(files)))
        match draw(st.sampled_from(["change", "change", "change", "remove", "rename", "copy"])):
            case "change":
                files[name] = _changed(draw, FILES.get(name, b""))
            case "remove":
                del files[name]
            case "rename":
                files[draw(st.sampled_from(["a", "a/b", "a.b", "manifest.json"]))] = files.pop(name)
            case _:
                files[draw(st.sampled_from(sorted(files)))] = files[name]
    return files


@pytest.fixture
def _remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Scan the files that were not changed once: scanning a large one takes most of the time."""
    monkeypatch.setattr(secrets, "_MOST_REMEMBERED", MEGABYTE)


@pytest.mark.slow
@pytest.mark.usefixtures("_remembered")
@given(files=hostile_files())
def test_any_files_are_verified_or_refused(one_line: OneLine, files: Files) -> None:
    """Only the committed files themselves are valid."""
    with one_line(most_lines=10_000):
        verification = verify(files)
        assert verification.problems or files == FILES
        lines = [line for problem in verification.problems for line in problem.split("\n")]
        assert [] == [line for line in lines if not line.isprintable()]


@st.composite
def hostile_containers(draw: st.DrawFn) -> mutations.Example:
    """The bytes of the committed zip file, or of another one with the same files, changed at any place."""
    content = COMMITTED
    if draw(st.booleans()):
        buffer = io.BytesIO()
        with ZipFile(buffer, "w", ZIP_DEFLATED) as container:
            for name in draw(st.permutations(sorted(FILES)))[: draw(st.integers(0, 8))]:
                container.writestr(name, FILES[name])
            container.comment = draw(st.binary(max_size=4))
        content = buffer.getvalue()
    return mutations.mutated_bytes(draw, content)


@given(example=hostile_containers())
def test_any_container_is_read_or_refused(one_line: OneLine, file: Path, example: mutations.Example) -> None:
    """As `certify verify` reads it."""
    certificate = file.with_name("certificate.zip")
    certificate.write_bytes(example.content)
    with one_line():
        read(certificate)
