"""A cassette file: vcrpy's format as JSON, stamped with its cell and with what it was recorded from."""

import json
from base64 import b64decode, b64encode
from dataclasses import asdict
from pathlib import Path
from typing import Any

from token_conformance.model import Cell
from token_conformance.results import Recorded

FOLDER = Path("cassettes", "endpoints")
SUFFIX = ".json"


class CassetteError(Exception):
    """A cassette that cannot be replayed: the message names the file, what is wrong and what to do."""

    def __init__(self, path: Path, what: str) -> None:
        super().__init__(f"{path}: {what}; record it again: pytest suites --record-mode=rewrite -k {_words(path)}")


def path_of(cell: Cell) -> Path:
    """Where a cell's cassette is, seen from the project's root."""
    return FOLDER / f"{cell.id}{SUFFIX}"


def parse(text: str, path: Path, cell_id: str) -> dict[str, Any]:
    """Read the text of a cell's cassette; raises CassetteError where it is broken or another cell's."""
    try:
        cassette: dict[str, Any] = json.loads(text)
        found = cassette["metadata"]["cell"]
        bodies = [interaction["response"]["body"] for interaction in cassette["interactions"]]
        recorded_of(cassette)
        for body in bodies:
            _restore(body)
    except (ValueError, LookupError, TypeError) as error:
        raise CassetteError(path, f"cut short or no cassette ({type(error).__name__}: {error})") from None
    if found != cell_id:
        raise CassetteError(path, f"holds the recording of {found}, not of {cell_id}: moved or swapped")
    if len(bodies) != 1:
        raise CassetteError(path, f"holds {len(bodies)} exchanges instead of one")
    return cassette


def dump(cassette: dict[str, Any]) -> str:
    """The text of a cassette, fit for review; a body that is not text stands there as base64."""
    return json.dumps(cassette, indent=2, ensure_ascii=False, sort_keys=True, default=_binary) + "\n"


def metadata(cell_id: str, recorded: Recorded) -> dict[str, Any]:
    """The stamp of a cassette."""
    return {"cell": cell_id, "recorded": asdict(recorded) | {"at": recorded.at.isoformat()}}


def recorded_of(cassette: dict[str, Any]) -> Recorded:
    """What a cassette was recorded from, when, and by which version."""
    return Recorded.from_dict(cassette["metadata"]["recorded"])


def _binary(value: object) -> dict[str, str]:
    if not isinstance(value, bytes):
        raise TypeError(f"a cassette cannot hold a {type(value).__name__}")
    return {"base64": b64encode(value).decode()}


def _restore(body: dict[str, Any]) -> None:
    if isinstance(body["string"], dict):
        body["string"] = b64decode(body["string"]["base64"])


def _words(path: Path) -> str:
    """A `-k` expression that selects the cell of a cassette, quoted for a shell."""
    return f"'{path.parent.name.replace('-', '_')} and {path.stem}'"
