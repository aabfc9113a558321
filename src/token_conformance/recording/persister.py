"""Loads and saves the cassette of one cell for vcrpy, without an exception while it saves.

An error raised while vcrpy saves would leave its patches installed, so the next test would use the network without a
recording. A problem is stored in `problem` instead, and the plugin reports it as that of the cell.
"""

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vcr.persisters.filesystem import CassetteNotFoundError
from vcr.serialize import deserialize, serialize

from token_conformance.model.cell import Cell
from token_conformance.model.text_file import reason_of
from token_conformance.recording.cassette import CassetteError, Stamp, dump, parse
from token_conformance.recording.library import UNFINISHED, Library
from token_conformance.results.record import CellResult, Recorded

if TYPE_CHECKING:
    from token_conformance.model.outcome import Outcome

Loaded = tuple[list[Any], list[Any], dict[str, Any]]


class Persister:
    """The cassette of one cell in a library; a recording is an unfinished file next to it until it is promoted.

    `recorded` is the stamp of the loaded cassette, or the stamp for the cassette to save. `outcome` is that of the
    cell when it was recorded; it must be set before vcrpy saves. `problem` is None, or one line for the user.
    """

    def __init__(self, library: Library, cell: Cell, recorded: Recorded | None = None) -> None:
        self._library = library
        self.name = library.name_of(cell)
        self.path = library.root / self.name
        self.cell_id = cell.id
        self.recorded = recorded
        self.outcome: Outcome | None = None
        self.problem: str | None = None

    def load_cassette(self, cassette_path: str, serializer: object) -> Loaded:  # noqa: ARG002  # vcrpy's interface
        """Load the cassette; if it is missing or wrong, `problem` says so and nothing is replayed."""
        if self.recorded is not None:
            raise CassetteNotFoundError  # a recording starts without a cassette
        try:
            loaded: Loaded = deserialize(self.path.read_text(encoding="utf-8"), self)
        except FileNotFoundError:
            self.problem = str(CassetteError(self.name, "there is no such cassette"))
        except CassetteError as error:
            self.problem = str(error)
        except (OSError, UnicodeDecodeError) as error:
            self.problem = str(CassetteError(self.name, f"cannot be read ({reason_of(error)})"))
        else:
            return loaded
        raise CassetteNotFoundError

    def save_cassette(self, cassette_path: str, cassette: dict[str, Any], serializer: object) -> None:  # noqa: ARG002
        """Write a recording to the unfinished file; `problem` says if it cannot be written.

        Of an exchange that was tried again, the last try is recorded. An exchange without an outcome is not recorded.
        """
        if self.recorded is None or self.outcome is None:
            return
        last = {part: cassette[part][-1:] for part in ("requests", "responses")}
        last["metadata"] = Stamp(self.cell_id, self.outcome, self.recorded).metadata()
        try:
            self._unfinished.parent.mkdir(parents=True, exist_ok=True)
            self._unfinished.write_text(serialize(last, self), encoding="utf-8")
        except Exception as error:  # noqa: BLE001  # no error may interrupt vcrpy here
            self.problem = self._not_recorded(_reason(error))

    def promote_or_discard(self, result: CellResult | None) -> None:
        """Replace the cassette by the recording if the library accepts the result of the cell; discard it otherwise."""
        if self.problem is None and result is not None and self._library.accepts(result):
            self._promote()
        with suppress(OSError):  # if nothing could be written, there is nothing to remove
            self._unfinished.unlink(missing_ok=True)

    def serialize(self, cassette: dict[str, Any]) -> str:
        """Write a cassette as text, as vcrpy requires of a serializer."""
        return dump(cassette)

    def deserialize(self, text: str) -> dict[str, Any]:
        """Read and check a cassette, as vcrpy requires of a serializer; raises CassetteError."""
        cassette = parse(text, self.name, self.cell_id)
        stamp = Stamp.of(cassette)
        self.recorded, self.outcome = stamp.recorded, stamp.outcome
        return cassette

    @property
    def _unfinished(self) -> Path:
        """The path of a recording until it is complete and known to have no secrets."""
        return self.path.with_suffix(UNFINISHED)

    def _promote(self) -> None:
        from token_conformance.redaction.leaks.scan import scan_text  # noqa: PLC0415  # a replay does not need it

        try:
            findings = scan_text(self._unfinished.read_text(encoding="utf-8"), self.name)
            if findings:
                self.problem = self._not_recorded(f"it has a value that must not be published: {findings[0]}")
                return
            os.replace(self._unfinished, self.path)  # noqa: PTH105  # the name of the atomic call
        except OSError as error:
            self.problem = self._not_recorded(_reason(error))

    def _not_recorded(self, reason: str) -> str:
        return f"{self.name}: not recorded, and left as it was: {reason}"


def _reason(error: Exception) -> str:
    return reason_of(error) if isinstance(error, OSError) else str(error)
