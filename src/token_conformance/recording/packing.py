"""Cells whose cassettes are packed: where they are read from, where they are recorded to, and how they are packed.

A recording is complete and known to have no secrets before it becomes a file of its own in `<api>.unpacked`, beside the
packed file. From then on it counts in place of what the packed file has of the cell, also if its run is killed.
`pack` moves all of them into the packed files. A lock lets no recording be replaced while it is moved.
"""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from errno import EFBIG
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from token_conformance.errors import ProblemsError, first_of, shortened
from token_conformance.model.cell import CATALOGUE
from token_conformance.model.text_file import reason_of, replace_text
from token_conformance.recording.cassette import LARGEST as LARGEST_CELL
from token_conformance.recording.cassette import SUFFIX, CassetteError, Stamp, content_of, cut_short
from token_conformance.recording.pack import LARGEST, Pack, PackError, entry_of, parse_entry

try:
    import fcntl
except ImportError:  # Windows has no such locks
    fcntl = None  # type: ignore[assignment]

UNPACKED = ".unpacked"
"""The end of the name of the folder in which recordings of an API are until they are packed."""


@dataclass(frozen=True, slots=True)
class InPack:
    """The place of a cassette in a packed file; `name` is the path of that below `root`, which messages use."""

    root: Path
    name: Path
    cell_id: str

    @property
    def path(self) -> Path:
        """The file that a recording is written beside; it is never in a folder that packing removes."""
        return self._pack.with_name(f"{self.name.stem}.{self._own_name}")

    @property
    def label(self) -> str:
        """The cassette as messages name it."""
        return f"{self.name}: {self.cell_id}"

    def exists(self) -> bool:
        """Whether there is a recording of the cell, or a packed file that is broken, which must be seen first."""
        try:
            return self._unpacked.exists() or self.cell_id in read_pack(self._pack, self.name).parts
        except PackError:
            return True

    def load(self) -> tuple[dict[str, Any], Stamp]:
        """Read the cassette and its stamp; raises CassetteError if it is missing, broken or of another cell."""
        unpacked = self.read_unpacked()
        if unpacked is not None:
            return parse_entry(unpacked)
        try:
            loaded = read_pack(self._pack, self.name).load(self.cell_id)
        except ValueError as error:
            raise self.error(cut_short(error)) from None
        if loaded is None:
            raise self.error("there is no such cassette")
        return loaded

    def error(self, what: str) -> CassetteError:
        """The error for this cassette."""
        return CassetteError(self.name, f"{self.cell_id}: {what}", self.cell_id)

    def dump(self, cassette: dict[str, Any]) -> str:
        """Write a recording as it is in the file."""
        return entry_of(cassette)

    def promote(self, recording: Path) -> None:
        """Let a file with a recording count from now on, in one step; raises OSError."""
        with _locked(self._pack.parent):
            self._unpacked.parent.mkdir(exist_ok=True)
            recording.replace(self._unpacked)

    def read_unpacked(self) -> bytes | None:
        """The lines of a recording that is not packed yet, None if there is none; raises PackError if it is broken."""
        error = partial(PackError, self.name.with_name(self._folder) / self._own_name)
        content = content_of(self._unpacked, LARGEST_CELL, error)
        if content is not None:
            try:
                _, stamp = parse_entry(content)
            except ValueError as problem:
                raise error(cut_short(problem)) from None
            if stamp.cell != self.cell_id:
                raise error(f"has the recording of {shortened(stamp.cell)}: moved or renamed")
        return content

    @property
    def _pack(self) -> Path:
        return self.root / self.name

    @property
    def _own_name(self) -> str:
        return ".".join(self.cell_id.split("/")[2:]) + SUFFIX

    @property
    def _folder(self) -> str:
        return f"{self.name.stem}{UNPACKED}"

    @property
    def _unpacked(self) -> Path:
        """The recording of this cell that is not packed yet."""
        return Path(self.root, self.name.parent, self._folder, self._own_name)


def places_in(root: Path, folder: Path) -> Iterator[InPack]:
    """The places of all packed cells in a folder of cassettes, in the order of their ids; raises PackError."""
    for name in _packs(root, folder):
        cells = {*read_pack(root / name, name).parts, *map(_cell_of, _unpacked(root / name))}
        yield from (InPack(root, name, cell) for cell in sorted(cells))


def pack(root: Path, folder: Path) -> None:
    """Move what was recorded into the packed files of a folder of cassettes.

    Raises ProblemsError if something cannot be moved; it stays where it is, and counts nevertheless.
    """
    problems: list[object] = []
    for name in _packs(root, folder):
        with _locked(root / name.parent):
            try:
                problems += _pack_one(root, name)
            except PackError as error:
                problems.append(error)
            except OSError as error:
                remedy = "correct that; the next recording packs what this one has left beside it"
                problems.append(f"{name}: cannot be written ({reason_of(error)}); {remedy}")
    if problems:
        raise ProblemsError(first_of(problems))


def read_pack(path: Path, name: Path) -> Pack:
    """The packed file at a path, empty if there is none; raises PackError. It is read again only if it was replaced."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return Pack(name)
    except OSError as error:
        raise PackError(name, f"cannot be read ({reason_of(error)})") from None
    read = _read(path, name, (found.st_ino, found.st_size, found.st_mtime_ns))
    if isinstance(read, PackError):
        raise read.with_traceback(None)
    return read


@lru_cache(maxsize=64)  # more than there are APIs
def _read(path: Path, name: Path, _version: tuple[int, int, int]) -> Pack | PackError:
    """The packed file, or what is wrong with it: a broken one is not read for each of its cells."""
    try:
        content = content_of(path, LARGEST, partial(PackError, name))
        return Pack(name) if content is None else Pack.read(content, name)
    except PackError as error:
        return error


def _pack_one(root: Path, name: Path) -> list[PackError]:
    """Pack the recordings of an API; returns what is wrong with those that have to stay."""
    pack, files = read_pack(root / name, name), _unpacked(root / name)
    entries: dict[str, bytes] = {}
    problems = []
    for place in (InPack(root, name, _cell_of(file)) for file in files):
        try:
            recording = place.read_unpacked()
        except PackError as error:
            problems.append(error)
        else:
            entries |= {} if recording is None else {place.cell_id: recording}
    if entries:
        _replace(root / name, pack.with_entries(entries))
    for file in files:
        if _cell_of(file) in entries:
            file.unlink()
    with suppress(OSError):  # there is none, or a recording has to stay in it
        _folder_of(root / name).rmdir()
    return problems


def _replace(path: Path, content: bytes) -> None:
    if len(content) > LARGEST:
        raise OSError(EFBIG, f"it would have more than {LARGEST:,} bytes, which is the most that is read")
    replace_text(path, content.decode())


def _packs(root: Path, folder: Path) -> list[Path]:
    """The packed files of a folder of cassettes, also those that do not exist yet, by their paths below `root`."""
    found = (root / folder / CATALOGUE).glob("*")
    return [folder / CATALOGUE / name for name in sorted({path.stem + SUFFIX for path in found if _is_of_pack(path)})]


def _is_of_pack(path: Path) -> bool:
    return path.suffix in {SUFFIX, UNPACKED}


def _unpacked(pack: Path) -> list[Path]:
    return sorted(_folder_of(pack).glob(f"*{SUFFIX}"))


def _folder_of(pack: Path) -> Path:
    return pack.with_suffix(UNPACKED)


def _cell_of(unpacked: Path) -> str:
    """The id of the cell whose recording a file has, which its name says."""
    return "/".join([CATALOGUE, unpacked.parent.stem, *unpacked.stem.split(".")])


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Let no other process replace or pack recordings in a folder during the context.

    The lock is on the folder, so no file is left; the system releases it if this process is killed.
    """
    with ExitStack() as opened:
        if fcntl is not None:
            with suppress(OSError):  # a folder that cannot be locked, as on some networks, must not prevent a recording
                file = os.open(folder, os.O_RDONLY)
                opened.callback(os.close, file)
                fcntl.flock(file, fcntl.LOCK_EX)
        yield
