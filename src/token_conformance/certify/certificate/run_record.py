"""The record of a run: what its observations do not show, the digest of its rules, and the folder that holds it."""

import json
import platform
import shutil
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

from token_conformance._version import __version__
from token_conformance.certify.certificate.container import write_folder
from token_conformance.certify.observation.access import AccessKind
from token_conformance.certify.scenarios.all_scenarios import SCENARIOS
from token_conformance.certify.scenarios.scenario import Scenario
from token_conformance.errors import CertificateError

FORMAT = 1
NAME = "run.json"


@dataclass(frozen=True)
class RunRecord:
    """One run of all scenarios. `format` is that of the certificate's files, `rules` the digest of the edge's rules.

    `python` is the version of Python, `platform` no more than the kind of system, `day` the date as ISO 8601 has it.
    """

    format: int
    suite: str
    rules: str
    python: str
    platform: str
    day: str
    door: str

    def to_json(self) -> bytes:
        """The record as the file `run.json`."""
        return f"{json.dumps(asdict(self), indent=2, sort_keys=True)}\n".encode()


def new_record(kind: AccessKind, today: date) -> RunRecord:
    """The record of a run on this machine."""
    return RunRecord(
        format=FORMAT,
        suite=__version__,
        rules=rules_digest(),
        python=platform.python_version(),
        platform=platform.system() or "unknown",
        day=today.isoformat(),
        door=kind.value,
    )


def read_record(content: bytes) -> RunRecord:
    """Read `run.json`; raises CertificateError that names the problem."""
    try:
        record = RunRecord(**json.loads(content))
    except (TypeError, ValueError, RecursionError) as error:
        raise CertificateError(f"{NAME} is no record of a run ({error})") from error
    for key, kind in RunRecord.__annotations__.items():
        if type(getattr(record, key)) is not kind:
            raise CertificateError(f"{NAME}: {key} is no {'number' if kind is int else 'text'}")
    return record


def rules_digest() -> str:
    """The SHA-256 of the edge's rules, the operations, published and retired, with their scopes, and the scenarios."""
    package = files("token_conformance")
    parts = {
        "rules": package.joinpath("catalogue", "rules.toml").read_bytes(),
        "operations": package.joinpath("catalogue", "operations.csv").read_bytes(),
        "retired": package.joinpath("catalogue", "retired.csv").read_bytes(),
        "scenarios": repr([(id_, _with_words(scenario)) for id_, scenario in sorted(SCENARIOS.items())]).encode(),
    }
    return sha256(b"".join(sha256(parts[name]).digest() for name in sorted(parts))).hexdigest()


def _with_words(scenario: Scenario) -> Scenario:
    """A scenario whose URL forms are plain words, as the digests of published certificates have them."""
    return replace(scenario, forms=tuple(form.value for form in scenario.forms))  # type: ignore[misc]  # for its repr


def refuse_other_content(path: Path) -> None:
    """Raise CertificateError where something else than a run stands in the place of a run."""
    if path.exists() and not (path / NAME).is_file():
        raise CertificateError(f"{path}: is there and holds no run, so it is left alone; name another with --output")


def replace_run(path: Path, contents: Mapping[str, bytes]) -> None:
    """Put a run in its place; raises CertificateError where it cannot be written, and leaves the old one then."""
    refuse_other_content(path)
    part = path.with_name(f"{path.name}.part")
    try:
        shutil.rmtree(part, ignore_errors=True)
        write_folder(part, contents)
        shutil.rmtree(path, ignore_errors=True)
        part.rename(path)
    except OSError as error:
        raise CertificateError(f"{path}: cannot be written ({error.strerror}); name another with --output") from error
