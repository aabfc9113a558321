"""A cassette file: the format of vcrpy as JSON, with a stamp of its cell, its outcome and its source."""

import json
import re
from base64 import b64encode
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Self

from token_conformance.errors import BoundError, shortened
from token_conformance.model.bounds import MEGABYTE
from token_conformance.model.cell import CATALOGUE
from token_conformance.model.file import is_blank, read_bytes
from token_conformance.model.outcome import Outcome
from token_conformance.model.strict_json import Reader, format_number, members, parse_json, text
from token_conformance.model.text_file import reason_of
from token_conformance.recording.interaction import only_interaction
from token_conformance.results.record import Recorded

SUFFIX = ".json"

FORMAT = 2
"""The version of scrubbing; a replay cannot find its requests in a cassette of another version."""

LARGEST = 10 * MEGABYTE
"""The most bytes of a cassette. The recorded body of an answer is JSON or a message; a file's content is left out."""

VCRPY_FORMAT = 1
"""The version of vcrpy's own format."""

_CELL = re.compile(rf"(?:{CATALOGUE}/)?[a-z0-9-]+/[a-z0-9-]+/[a-z-]+-[a-z]+")


class CassetteError(Exception):
    """A cassette that cannot be replayed; the message names the file, what is wrong and what to do."""

    def __init__(self, path: Path, what: str, cell_id: str) -> None:
        super().__init__(f"{path}: {what}; record it again with --record-mode=rewrite -k {_selection(cell_id)}")


@dataclass(frozen=True)
class Stamp:
    """The metadata of a cassette: its cell, the outcome of the cell, and what it was recorded from."""

    cell: str
    outcome: Outcome
    recorded: Recorded

    @classmethod
    def of(cls, cassette: dict[str, Any]) -> Self:
        """Read the stamp of a cassette; raises ValueError if it is not a stamp."""
        stamp = members(cassette["metadata"], _STAMP)
        return cls(stamp["cell"], stamp["outcome"], stamp["recorded"])

    def metadata(self) -> dict[str, Any]:
        """The stamp as it is written to a file."""
        recorded = asdict(self.recorded) | {"at": self.recorded.at.isoformat()}
        return {"cell": self.cell, "format": FORMAT, "outcome": self.outcome, "recorded": recorded}


def _cell(value: object) -> str:
    if not _CELL.fullmatch(text(value)):
        raise ValueError(f"{value!r} is not the name of a cell")
    return text(value)


def _metadata(value: object) -> object:
    """Check the format before anything else, because another format can have other names."""
    if isinstance(value, dict) and "format" in value:
        format_number(FORMAT)(value["format"])
    return value


_STAMP: dict[str, Reader] = {"cell": _cell, "format": int, "outcome": Outcome, "recorded": Recorded.from_dict}

_CASSETTE: dict[str, Reader] = {
    "interactions": only_interaction,
    "metadata": _metadata,
    "version": format_number(VCRPY_FORMAT),
}


def parse(content: str | bytes, path: Path, cell_id: str) -> tuple[dict[str, Any], Stamp]:
    """Read the content of a cell's cassette, and its stamp.

    Raises CassetteError if it is broken or belongs to another cell.
    """
    try:
        cassette, stamp = checked(parse_json(content))
    except ValueError as error:
        raise CassetteError(path, cut_short(error), cell_id) from None
    if stamp.cell != cell_id:
        what = f"has the recording of {shortened(stamp.cell)}, not of {cell_id}: moved or swapped"
        raise CassetteError(path, what, cell_id)
    return cassette, stamp


def cut_short(error: ValueError) -> str:
    """What is wrong with a cassette whose content cannot be read."""
    return f"cut short or not a cassette ({shortened(str(error))})"


def checked(document: object) -> tuple[dict[str, Any], Stamp]:
    """Read the document of a cassette, and its stamp; raises ValueError that says what is wrong with it."""
    cassette = members(document, _CASSETTE)
    return cassette, Stamp.of(cassette)


def dump(cassette: dict[str, Any]) -> str:
    """Write a cassette as text that is easy to review; a body that is not text is written as Base64."""
    return json.dumps(cassette, indent=2, ensure_ascii=False, sort_keys=True, default=binary) + "\n"


def binary(value: object) -> dict[str, str]:
    """A body that is not text, as JSON has it; raises TypeError for any other value that JSON does not have."""
    if not isinstance(value, bytes):
        raise TypeError(f"a cassette cannot contain a value of type {type(value).__name__}")
    return {"base64": b64encode(value).decode()}


@dataclass(frozen=True, slots=True)
class OwnFile:
    """The place of a cassette that is a file of its own; `name` is its path below `root`, which messages use."""

    root: Path
    name: Path
    cell_id: str

    @property
    def path(self) -> Path:
        """The file that a recording becomes."""
        return self.root / self.name

    @property
    def label(self) -> str:
        """The cassette as messages name it."""
        return str(self.name)

    def exists(self) -> bool:
        """Whether there is a file, which may be broken."""
        return self.path.exists()

    def load(self) -> tuple[dict[str, Any], Stamp]:
        """Read the cassette and its stamp; raises CassetteError if it is missing, broken or of another cell."""
        content = content_of(self.path, LARGEST, self.error)
        if content is None:
            raise self.error("there is no such cassette")
        return parse(content, self.name, self.cell_id)

    def error(self, what: str) -> CassetteError:
        """The error for this cassette."""
        return CassetteError(self.name, what, self.cell_id)

    def dump(self, cassette: dict[str, Any]) -> str:
        """Write a recording as it is in the file."""
        return dump(cassette)

    def promote(self, recording: Path) -> None:
        """Replace the cassette by a file with its recording, in one step; raises OSError."""
        recording.replace(self.path)


def content_of(path: Path, most: int, error: Callable[[str], CassetteError]) -> bytes | None:
    """The content of a file of at most `most` bytes, None if there is none; raises `error` if it cannot be read."""
    try:
        content = read_bytes(path, most, "it")
    except FileNotFoundError:
        return None
    except OSError as problem:
        raise error(f"cannot be read ({reason_of(problem)})") from None
    except BoundError as problem:
        raise error(str(problem).removeprefix("it: ")) from None
    if is_blank(content):
        raise error("is empty")
    return content


def _selection(cell_id: str) -> str:
    """A `-k` expression that selects a cell, quoted for a shell."""
    *suite, group, endpoint, column = cell_id.split("/")
    if suite:
        return f"'{group.replace('-', '_')} and {endpoint}-{column}'"
    return f"'{endpoint.replace('-', '_')} and {column}'"
