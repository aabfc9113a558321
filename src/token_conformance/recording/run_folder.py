"""The folder of one live run, `recordings/<UTC time>`, and what it must have in common with a run that continues it."""

import hmac
import json
import os
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from token_conformance._version import __version__
from token_conformance.errors import UserError
from token_conformance.model.cell import Credential, Product
from token_conformance.model.target import Target
from token_conformance.project import RECORDINGS
from token_conformance.recording.cassette import FORMAT
from token_conformance.recording.library import BESIDE

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
    key = target.wallet.authorization(Credential.UNSCOPED, Product.JIRA_PLATFORM) or ""
    return hmac.new(key.encode(), target.tenant.site.encode(), "sha256").hexdigest()[:16]
