"""A folder of cassettes, and the conditions for recordings in it: the committed folder, or the folder of a live run."""

import hmac
import json
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from token_conformance._version import __version__
from token_conformance.errors import UserError
from token_conformance.model.answer import NotJsonError
from token_conformance.model.bounds import MEGABYTE
from token_conformance.model.cell import CATALOGUE, Cell, Credential, Product
from token_conformance.model.file import read_bytes
from token_conformance.model.outcome import Outcome
from token_conformance.model.strict_json import parse_json
from token_conformance.model.target import Target
from token_conformance.model.text_file import reason_of, replace_text
from token_conformance.model.unfinished import abandoned_below
from token_conformance.project import CASSETTES, RECORDINGS
from token_conformance.recording.cassette import FORMAT, SUFFIX, OwnFile
from token_conformance.recording.packing import InPack, pack
from token_conformance.results.record import CellResult

Place = OwnFile | InPack
"""Where a cassette is."""

ENDPOINTS = Path("endpoints")
"""The folder of the endpoint suites' cassettes in a folder of cassettes."""

FACTS = "run.json"
"""The file of a run's facts in its folder."""

TRANSIENT = frozenset({Outcome.RATE_LIMITED, Outcome.SERVER_ERROR, Outcome.UNREACHABLE})
"""The outcomes that describe the state of a run, and not an endpoint."""

_DIFFERENCES = {
    "by": "by another version",
    "format": "by another version",
    "source": "from another kind of target",
    "tenant": "from another site, or with another account or unscoped token",
}


@dataclass(frozen=True)
class Library:
    """A folder of cassettes; `folder` is its path below `root`, and messages use this path."""

    root: Path
    folder: Path = CASSETTES

    def place_of(self, cell: Cell) -> Place:
        """Where the cassette of a cell is: in a file of its own, or in that of its API of the catalogue."""
        if api := cell.endpoint.api:
            return InPack(self.root, _pack_of(self.folder, api), cell.id)
        return OwnFile(self.root, self.folder / ENDPOINTS / f"{cell.id}{SUFFIX}", cell.id)

    def has(self, cell: Cell) -> bool:
        """Whether there is a cassette of the cell."""
        return self.place_of(cell).exists()

    def pack(self) -> None:
        """Move the recordings that this run, or one that was killed, has made of packed cells into their packed files.

        Raises ProblemsError if that fails; nothing is lost then.
        """
        pack(self.root, self.folder)

    @property
    def is_of_a_run(self) -> bool:
        """Whether it is the folder of one live run, which has expected and unexpected outcomes."""
        return RECORDINGS in self.folder.parents

    def accepts(self, result: CellResult) -> bool:
        """Whether the recording of a cell with this result may be in the folder."""
        if result.outcome is None or result.outcome in TRANSIENT:
            return False
        return self.is_of_a_run or result.verdict.is_as_declared

    def recover(self) -> None:
        """Remove what a killed run has not finished, and pack what it has; raises ProblemsError as `pack` does."""
        self.remove_unfinished()
        self.pack()

    def remove_unfinished(self) -> None:
        """Remove the unfinished recordings that a killed run has left, but not those of another run."""
        with suppress(OSError):  # they do no harm, and the user may not be allowed to remove them
            for path in abandoned_below(self.root / self.folder):
                path.unlink(missing_ok=True)


@lru_cache(maxsize=64)  # more than there are APIs
def _pack_of(folder: Path, api: str) -> Path:
    """The packed file of an API in a folder of cassettes, which all its cells share."""
    return folder / CATALOGUE / f"{api}{SUFFIX}"


@dataclass(frozen=True)
class Facts:
    """The facts of a run, which are saved with its cassettes; `tenant` distinguishes tenants without naming one."""

    by: str
    format: int
    source: str
    tenant: str

    @classmethod
    def of(cls, target: Target) -> "Facts":
        """The facts of a run with this target."""
        return cls(__version__, FORMAT, target.name, _fingerprint(target))


def new_name() -> Path:
    """The folder of a run that starts now, relative to the root of the project."""
    return RECORDINGS / f"{datetime.now(UTC):%Y%m%dT%H%M%S.%f}Z"


def newest(root: Path) -> Path | None:
    """The newest folder of a run, relative to the root of the project; None if there is no such folder."""
    names = sorted(path.parent.name for path in (root / RECORDINGS).glob(f"*/{FACTS}"))
    return RECORDINGS / names[-1] if names else None


def begin(root: Path, name: Path, target: Target) -> None:
    """Create the folder of a run, or check that an existing folder can be continued; raises UserError if it cannot."""
    file = root / name / FACTS
    facts = asdict(Facts.of(target))
    try:
        if not file.exists():
            file.parent.mkdir(parents=True, exist_ok=True)
            replace_text(file, json.dumps(facts, sort_keys=True) + "\n")
        recorded = parse_json(read_bytes(file, MEGABYTE, str(name / FACTS)))
    except OSError as error:
        raise UserError(
            f"{name}: nothing can be recorded there ({reason_of(error)}); name another --cassettes"
        ) from None
    except NotJsonError as error:
        raise UserError(f"{name / FACTS}: {error}; start a new run without --resume") from None
    _require_same(name, recorded, facts)


def _require_same(name: Path, recorded: object, facts: dict[str, object]) -> None:
    recorded_facts = recorded if isinstance(recorded, dict) else {}
    for key, value in facts.items():
        if recorded_facts.get(key) != value:
            what = f"was recorded {_DIFFERENCES[key]}, so it cannot be resumed"
            raise UserError(f"{name}: {what}; start a new run without --resume")


def _fingerprint(target: Target) -> str:
    """A digest under a key that only the account's owner has: a plain digest of a site could be found by guessing."""
    key = target.credentials.authorization(Credential.UNSCOPED, Product.JIRA_PLATFORM) or ""
    return hmac.new(key.encode(), target.tenant.site.encode(), "sha256").hexdigest()[:16]
