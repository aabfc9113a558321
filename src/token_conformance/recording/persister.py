"""Loads and saves the cassette of one cell for vcrpy, and never raises into it.

An error raised while vcrpy saves would leave its patches installed, so that the next test talks to the network
unrecorded. What goes wrong is kept in `fault` instead, for the plugin to report as the cell's own.
"""

import os
from pathlib import Path
from typing import Any

from vcr.persisters.filesystem import CassetteNotFoundError
from vcr.serialize import deserialize, serialize

from token_conformance.recording.cassette import CassetteError, dump, metadata, parse, recorded_of
from token_conformance.results import Recorded

Loaded = tuple[list[Any], list[Any], dict[str, Any]]


class Persister:
    """The cassette of one cell: the committed file, beside which a recording waits for its promotion.

    `name` is the file's path below `root`, by which messages call it. `recorded` is the stamp of what was loaded, or
    the stamp to put on what is saved.
    """

    def __init__(self, root: Path, name: Path, cell_id: str, recorded: Recorded | None = None) -> None:
        self.path = root / name
        self.name = name
        self.cell_id = cell_id
        self.recorded = recorded
        self.fault: str | None = None

    @property
    def beside(self) -> Path:
        """Where a recording is written until it is known to be complete and clean."""
        return self.path.with_suffix(".part")

    def load_cassette(self, cassette_path: str, serializer: object) -> Loaded:  # noqa: ARG002  # vcrpy's interface
        """Load the committed cassette; what is missing or wrong ends up in `fault`, and nothing is replayed."""
        if self.recorded is not None:
            raise CassetteNotFoundError  # a recording starts from nothing
        try:
            loaded: Loaded = deserialize(self.path.read_text(encoding="utf-8"), self)
        except FileNotFoundError:
            self.fault = str(CassetteError(self.name, "there is no such cassette"))
        except (CassetteError, OSError, UnicodeDecodeError) as error:
            self.fault = str(error)
        else:
            return loaded
        raise CassetteNotFoundError

    def save_cassette(self, cassette_path: str, cassette: dict[str, Any], serializer: object) -> None:  # noqa: ARG002
        """Write a recording beside the committed cassette; what goes wrong ends up in `fault`."""
        assert self.recorded is not None, "only a recording is saved"  # noqa: S101  # vcrpy saves nothing else
        cassette["metadata"] = metadata(self.cell_id, self.recorded)
        try:
            self.beside.parent.mkdir(parents=True, exist_ok=True)
            self.beside.write_text(serialize(cassette, self), encoding="utf-8")
        except Exception as error:  # noqa: BLE001  # whatever it is must not leave vcrpy half way
            self.fault = f"{self.beside}: not written: {error}"

    def promote(self) -> None:
        """Put the recording in the place of the committed cassette, whole or not at all."""
        os.replace(self.beside, self.path)  # noqa: PTH105  # the atomic call, by its name

    def discard(self) -> None:
        """Drop the recording; the committed cassette stays as it was."""
        self.beside.unlink(missing_ok=True)

    def serialize(self, cassette: dict[str, Any]) -> str:
        """Write a cassette as text, as vcrpy asks a serializer to."""
        return dump(cassette)

    def deserialize(self, text: str) -> dict[str, Any]:
        """Read and check a cassette, as vcrpy asks a serializer to; raises CassetteError."""
        cassette = parse(text, self.name, self.cell_id)
        self.recorded = recorded_of(cassette)
        return cassette
