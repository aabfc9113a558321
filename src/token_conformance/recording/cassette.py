"""A cassette file: the format of vcrpy as JSON, with a stamp of its cell, its outcome and its source."""

import json
import re
from base64 import b64encode
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Self

from token_conformance.errors import shortened
from token_conformance.model.bounds import MEGABYTE
from token_conformance.model.outcome import Outcome
from token_conformance.model.strict_json import parse_json
from token_conformance.recording.interaction import only_interaction
from token_conformance.results.fields import Reader, format_number, members, text
from token_conformance.results.record import Recorded

SUFFIX = ".json"

FORMAT = 2
"""The version of scrubbing; a replay cannot find its requests in a cassette of another version."""

LARGEST = 10 * MEGABYTE
"""The most bytes of a cassette. The recorded body of an answer is JSON or a message; a file's content is left out."""

_VCRPY_FORMAT = 1
"""The version of vcrpy's own format."""

_CELL = re.compile(r"[a-z0-9-]+/[a-z0-9-]+/[a-z-]+-[a-z]+")


class CassetteError(Exception):
    """A cassette that cannot be replayed; the message names the file, what is wrong and what to do."""

    def __init__(self, path: Path, what: str) -> None:
        super().__init__(f"{path}: {what}; record it again with --record-mode=rewrite -k {_selection(path)}")


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
    "version": format_number(_VCRPY_FORMAT),
}


def parse(content: str | bytes, path: Path, cell_id: str) -> tuple[dict[str, Any], Stamp]:
    """Read the content of a cell's cassette, and its stamp.

    Raises CassetteError if it is broken or belongs to another cell.
    """
    try:
        cassette = members(parse_json(content), _CASSETTE)
        stamp = Stamp.of(cassette)
    except ValueError as error:
        raise CassetteError(path, f"cut short or not a cassette ({shortened(str(error))})") from None
    if stamp.cell != cell_id:
        raise CassetteError(path, f"has the recording of {shortened(stamp.cell)}, not of {cell_id}: moved or swapped")
    return cassette, stamp


def dump(cassette: dict[str, Any]) -> str:
    """Write a cassette as text that is easy to review; a body that is not text is written as Base64."""
    return json.dumps(cassette, indent=2, ensure_ascii=False, sort_keys=True, default=_binary) + "\n"


def _binary(value: object) -> dict[str, str]:
    if not isinstance(value, bytes):
        raise TypeError(f"a cassette cannot contain a value of type {type(value).__name__}")
    return {"base64": b64encode(value).decode()}


def _selection(path: Path) -> str:
    """A `-k` expression that selects the cell of a cassette, quoted for a shell."""
    return f"'{path.parent.name.replace('-', '_')} and {path.stem}'"
