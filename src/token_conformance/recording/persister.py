"""Loads and saves the cassette of one cell for vcrpy, and never raises into it.

An error raised while vcrpy saves would leave its patches installed, so that the next test talks to the network
unrecorded. What goes wrong is kept in `fault` instead, for the plugin to report as the cell's own.
"""

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vcr.persisters.filesystem import CassetteNotFoundError
from vcr.serialize import deserialize, serialize

from token_conformance.model.cell import Cell
from token_conformance.recording.cassette import CassetteError, Stamp, dump, parse
from token_conformance.recording.library import BESIDE, Library
from token_conformance.results.record import CellResult, Recorded

if TYPE_CHECKING:
    from token_conformance.model.outcome import Outcome

Loaded = tuple[list[Any], list[Any], dict[str, Any]]


class Persister:
    """The cassette of one cell in a library, beside which a recording waits for its promotion.

    `recorded` is the stamp of what was loaded, or the stamp to put on what is saved; `outcome` is how the cell ended
    when it was recorded, to be set before vcrpy saves.
    """

    def __init__(self, library: Library, cell: Cell, recorded: Recorded | None = None) -> None:
        self._library = library
        self.name = library.name_of(cell)
        self.path = library.root / self.name
        self.cell_id = cell.id
        self.recorded = recorded
        self.outcome: Outcome | None = None
        self.fault: str | None = None

    def load_cassette(self, cassette_path: str, serializer: object) -> Loaded:  # noqa: ARG002  # vcrpy's interface
        """Load the cassette; what is missing or wrong ends up in `fault`, and nothing is replayed."""
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
        """Write a recording beside the cassette; what goes wrong ends up in `fault`.

        Of an exchange that was tried again, the last try is the one that counts. One that did not come to an outcome
        is not worth a file.
        """
        if self.recorded is None or self.outcome is None:
            return
        last = {part: cassette[part][-1:] for part in ("requests", "responses")}
        last["metadata"] = Stamp(self.cell_id, self.outcome, self.recorded).metadata()
        try:
            self._beside.parent.mkdir(parents=True, exist_ok=True)
            self._beside.write_text(serialize(last, self), encoding="utf-8")
        except Exception as error:  # noqa: BLE001  # whatever it is must not leave vcrpy half way
            self.fault = f"{self.name}: not recorded, and left as it was: {_reason(error)}"

    def settle(self, result: CellResult | None) -> None:
        """Put the recording in the place of the cassette, whole or not at all, if its cell ended as it should."""
        if self.fault is None and result is not None and self._library.keeps(result):
            self._promote()
        with suppress(OSError):  # where nothing could be written, nothing is left
            self._beside.unlink(missing_ok=True)

    def serialize(self, cassette: dict[str, Any]) -> str:
        """Write a cassette as text, as vcrpy asks a serializer to."""
        return dump(cassette)

    def deserialize(self, text: str) -> dict[str, Any]:
        """Read and check a cassette, as vcrpy asks a serializer to; raises CassetteError."""
        cassette = parse(text, self.name, self.cell_id)
        stamp = Stamp.of(cassette)
        self.recorded, self.outcome = stamp.recorded, stamp.outcome
        return cassette

    @property
    def _beside(self) -> Path:
        """Where a recording is written until it is known to be complete and clean."""
        return self.path.with_suffix(BESIDE)

    def _promote(self) -> None:
        from token_conformance.redaction.leaks.scan import scan_text  # noqa: PLC0415  # a replay does without it

        try:
            findings = scan_text(self._beside.read_text(encoding="utf-8"), self.name)
            if findings:
                self.fault = (
                    f"{self.name}: not recorded, and left as it was, for it would hold what leaks: {findings[0]}"
                )
                return
            os.replace(self._beside, self.path)  # noqa: PTH105  # the atomic call, by its name
        except OSError as error:
            self.fault = f"{self.name}: not recorded, and left as it was: {_reason(error)}"


def _reason(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
