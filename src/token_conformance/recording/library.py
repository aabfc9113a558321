"""A folder of cassettes, and what may enter it: the committed one, or the one of a live run."""

import hmac
import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from token_conformance._version import __version__
from token_conformance.errors import UserError
from token_conformance.model.cell import Cell, Credential, Product
from token_conformance.model.outcome import Outcome
from token_conformance.model.target import Target
from token_conformance.project import CASSETTES, RECORDINGS
from token_conformance.recording.cassette import FORMAT, SUFFIX
from token_conformance.results.record import CellResult

ENDPOINTS = Path("endpoints")
"""Where the cassettes of the endpoint suites are in such a folder."""

FAULTS = frozenset({Outcome.RATE_LIMITED, Outcome.SERVER_ERROR, Outcome.UNREACHABLE})
"""What happened to a run, and says nothing of an endpoint."""

BESIDE = ".part"
"""The suffix of a recording that waits for its promotion."""


@dataclass(frozen=True)
class Library:
    """A folder of cassettes; `folder` is its path below `root`, by which messages call it."""

    root: Path
    folder: Path = CASSETTES

    def name_of(self, cell: Cell) -> Path:
        """Where a cell's cassette is, seen from the project's root."""
        return self.folder / ENDPOINTS / f"{cell.id}{SUFFIX}"

    def holds(self, cell: Cell) -> bool:
        """Whether there is a cassette of the cell."""
        return (self.root / self.name_of(cell)).exists()

    @property
    def is_of_a_run(self) -> bool:
        """Whether it holds what one live run observed, expected or not."""
        return RECORDINGS in self.folder.parents

    def keeps(self, result: CellResult) -> bool:
        """Whether the recording of a cell that ended so belongs here."""
        if result.outcome is None or result.outcome in FAULTS:
            return False
        return self.is_of_a_run or result.verdict.is_as_declared

    def sweep(self) -> None:
        """Remove the recordings that a killed run has left beside their cassettes."""
        for path in (self.root / self.folder).rglob(f"*{BESIDE}"):
            with suppress(OSError):  # it hurts nobody, and the user may not be allowed to
                path.unlink()


FACTS = "run.json"


@dataclass(frozen=True)
class Facts:
    """What a run says of itself beside its cassettes; `tenant` tells tenants apart without naming one."""

    by: str
    format: int
    source: str
    tenant: str

    @classmethod
    def of(cls, target: Target) -> "Facts":
        """The facts of a run that talks to this target."""
        return cls(__version__, FORMAT, target.name, _fingerprint(target))


def new_name() -> Path:
    """Where a run that starts now keeps its recordings, seen from the project's root."""
    return RECORDINGS / f"{datetime.now(UTC):%Y%m%dT%H%M%S.%f}Z"


def newest(root: Path) -> Path | None:
    """The newest folder of a run, seen from the project's root; None where there is none."""
    names = sorted(path.parent.name for path in (root / RECORDINGS).glob(f"*/{FACTS}"))
    return RECORDINGS / names[-1] if names else None


def begin(root: Path, name: Path, target: Target) -> None:
    """Make the folder of a run, or check that a folder that is there can be continued; raises UserError."""
    file = root / name / FACTS
    facts = asdict(Facts.of(target))
    try:
        if not file.exists():
            _write(file, json.dumps(facts, sort_keys=True) + "\n")
        recorded = json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise UserError(f"{name}: nothing can be recorded there ({error.strerror}); name another --cassettes") from None
    except ValueError:
        raise UserError(f"{name / FACTS}: is no JSON; start a new run without --resume") from None
    _require_same(name, recorded, facts)


def _require_same(name: Path, recorded: object, facts: dict[str, object]) -> None:
    told = recorded if isinstance(recorded, dict) else {}
    words = {"by": "by another version", "format": "by another version", "source": "from another kind of target"}
    for key, value in facts.items():
        if told.get(key) != value:
            what = words.get(key, "from another site, or with another account or unscoped token")
            raise UserError(f"{name}: was recorded {what}, so it cannot be resumed; start a new run without --resume")


def _write(file: Path, text: str) -> None:
    """Write a file whole or not at all."""
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_suffix(BESIDE)
    part.write_text(text, encoding="utf-8")
    os.replace(part, file)  # noqa: PTH105  # the atomic call, by its name


def _fingerprint(target: Target) -> str:
    """A digest under a key that only the account's owner has: a plain one of a site could be found by guessing."""
    key = target.credentials.authorization(Credential.UNSCOPED, Product.JIRA_PLATFORM) or ""
    return hmac.new(key.encode(), target.tenant.site.encode(), "sha256").hexdigest()[:16]
