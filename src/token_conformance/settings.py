"""What a user has chosen for a run, once it is known to go together."""

from dataclasses import dataclass, field
from pathlib import Path

from token_conformance.journal.effect import is_write
from token_conformance.model import Cell, Endpoint
from token_conformance.politeness import Limits
from token_conformance.project import CASSETTES
from token_conformance.recording import Library


@dataclass(frozen=True)
class Settings:
    """The user's choices: where cassettes and deviations are, what to talk to, and whether to record."""

    root: Path
    cassettes: Path = CASSETTES
    target: str = "cassettes"
    world: str = "known"
    record_mode: str = "none"
    allow_writes: bool = False
    limits: Limits = field(default_factory=Limits)
    shared_folder: Path | None = None
    use_deviations: bool = True
    use_cassettes: bool = True

    @property
    def is_live(self) -> bool:
        """Whether the target is somebody's own tenant, which is still there when the run is over."""
        return self.target == "live"

    def sends(self, endpoint: Endpoint) -> bool:
        """Whether the target may be asked for an endpoint: a live tenant is changed only if the user allows it."""
        return not self.is_live or self.allow_writes or not is_write(endpoint)

    @property
    def library(self) -> Library:
        """Where cells are replayed from, and recorded to."""
        return Library(self.root, self.cassettes)

    def records(self, cell: Cell) -> bool:
        """Whether a cell is recorded, by the meaning that pytest-recording gives its modes."""
        return self.record_mode in {"all", "rewrite"} or (
            self.record_mode in {"once", "new_episodes"} and not self.library.holds(cell)
        )
