"""One cassette, as far as it is compared: how its cell ended, and what came back."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from token_conformance.errors import UserError
from token_conformance.model import Outcome
from token_conformance.recording.cassette import SUFFIX, CassetteError, Stamp, parse
from token_conformance.recording.library import ENDPOINTS
from token_conformance.results import Recorded


@dataclass(frozen=True)
class Recording:
    """An exchange as it was recorded; `body` is JSON, or a text where it is none."""

    outcome: Outcome
    recorded: Recorded
    status: int
    body: Any


def read_all(folder: Path) -> Mapping[str, Recording]:
    """The recordings of a folder by cell; raises UserError where there is none, or one is broken."""
    recordings = dict(_read_each(folder / ENDPOINTS))
    if not recordings:
        raise UserError(f"{folder}: holds no cassettes; name a folder that `pytest suites` has recorded to")
    return recordings


def _read_each(folder: Path) -> Iterator[tuple[str, Recording]]:
    for path in sorted(folder.rglob(f"*{SUFFIX}")):
        cell = path.relative_to(folder).with_suffix("").as_posix()
        try:
            yield cell, _recording(parse(path.read_text(encoding="utf-8"), path, cell))
        except (OSError, UnicodeDecodeError) as error:
            raise UserError(f"{path}: cannot be read ({error}); record the cell again") from None
        except CassetteError as error:
            raise UserError(str(error)) from None


def _recording(cassette: dict[str, Any]) -> Recording:
    stamp = Stamp.of(cassette)
    (interaction,) = cassette["interactions"]
    response = interaction["response"]
    text = response["body"]["string"]
    try:
        body = json.loads(text)
    except ValueError:
        body = text
    return Recording(stamp.outcome, stamp.recorded, response["status"]["code"], body)
