"""A cassette file: the format of vcrpy as JSON, with a stamp of its cell, its outcome and its source."""

import json
from base64 import b64decode, b64encode
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Self

from token_conformance.model.outcome import Outcome
from token_conformance.results.record import Recorded

SUFFIX = ".json"

FORMAT = 2
"""The version of scrubbing; a replay cannot find its requests in a cassette of another version."""


class CassetteError(Exception):
    """A cassette that cannot be replayed; the message names the file, what is wrong and what to do."""

    def __init__(self, path: Path, what: str) -> None:
        super().__init__(f"{path}: {what}; record it again: pytest suites --record-mode=rewrite -k {_selection(path)}")


@dataclass(frozen=True)
class Stamp:
    """The metadata of a cassette: its cell, the outcome of the cell, and what it was recorded from."""

    cell: str
    outcome: Outcome
    recorded: Recorded

    @classmethod
    def of(cls, cassette: dict[str, Any]) -> Self:
        """Read the stamp of a cassette; raises ValueError, LookupError or TypeError if it is not a stamp."""
        metadata = cassette["metadata"]
        if metadata.get("format") != FORMAT:
            raise ValueError(f"format {metadata.get('format')} instead of {FORMAT}")
        return cls(metadata["cell"], Outcome(metadata["outcome"]), Recorded.from_dict(metadata["recorded"]))

    def metadata(self) -> dict[str, Any]:
        """The stamp as it is written to a file."""
        recorded = asdict(self.recorded) | {"at": self.recorded.at.isoformat()}
        return {"cell": self.cell, "format": FORMAT, "outcome": self.outcome, "recorded": recorded}


def parse(text: str, path: Path, cell_id: str) -> dict[str, Any]:
    """Read the text of a cell's cassette; raises CassetteError if it is broken or belongs to another cell."""
    try:
        cassette: dict[str, Any] = json.loads(text)
        found = Stamp.of(cassette).cell
        bodies = [interaction["response"]["body"] for interaction in cassette["interactions"]]
        for body in bodies:
            _restore(body)
    except (ValueError, LookupError, TypeError) as error:
        raise CassetteError(path, f"cut short or not a cassette ({type(error).__name__}: {error})") from None
    if found != cell_id:
        raise CassetteError(path, f"has the recording of {found}, not of {cell_id}: moved or swapped")
    if len(bodies) != 1:
        raise CassetteError(path, f"has {len(bodies)} exchanges instead of one")
    return cassette


def dump(cassette: dict[str, Any]) -> str:
    """Write a cassette as text that is easy to review; a body that is not text is written as Base64."""
    return json.dumps(cassette, indent=2, ensure_ascii=False, sort_keys=True, default=_binary) + "\n"


def _binary(value: object) -> dict[str, str]:
    if not isinstance(value, bytes):
        raise TypeError(f"a cassette cannot contain a value of type {type(value).__name__}")
    return {"base64": b64encode(value).decode()}


def _restore(body: dict[str, Any]) -> None:
    if isinstance(body["string"], dict):
        body["string"] = b64decode(body["string"]["base64"])


def _selection(path: Path) -> str:
    """A `-k` expression that selects the cell of a cassette, quoted for a shell."""
    return f"'{path.parent.name.replace('-', '_')} and {path.stem}'"
