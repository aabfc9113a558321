"""The record of a run, with the digest of the rules that it was made with; and the folder that a run is written to."""

import json
import platform
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

from token_conformance._version import __version__
from token_conformance.certify.certificate.container import remove, write_folder
from token_conformance.certify.observation.access import AccessKind
from token_conformance.certify.scenarios.all_scenarios import SCENARIOS
from token_conformance.certify.scenarios.scenario import Scenario
from token_conformance.errors import CertificateError
from token_conformance.model.strict_json import parse_json
from token_conformance.model.text_file import is_writable_folder, reason_of
from token_conformance.model.unfinished import unfinished

FORMAT = 2
NAME = "run.json"


@dataclass(frozen=True)
class RunRecord:
    """One run of all scenarios. `format` is the format of the files, `suite` the version of the suite.

    `rules` is the digest of the edge's rules, `python` the version of Python, `platform` the name of the operating
    system, `day` the date in ISO 8601, `door` the kind of access to the edge.
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


_DATA = (
    "rules.toml",
    "operations.csv",
    "family_operations.csv",
    "content_types.csv",
    "retired.csv",
    "states.toml",
    "families.toml",
    "credentials.toml",
)
"""The tables of the catalogue that decide what the edge answers."""


def read_record(content: bytes) -> RunRecord:
    """Read `run.json`; raises CertificateError that names the problem."""
    try:
        record = RunRecord(**parse_json(content))
    except (TypeError, ValueError) as error:
        raise CertificateError(f"{NAME} is not the record of a run ({error})") from error
    for key, kind in RunRecord.__annotations__.items():
        if type(getattr(record, key)) is not kind:
            raise CertificateError(f"{NAME}: {key} is not a {'number' if kind is int else 'text'}")
    return record


def rules_digest() -> str:
    """The SHA-256 of the data that the edge answers by, and of the scenarios."""
    package = files("token_conformance").joinpath("catalogue")
    parts = {name: package.joinpath(name).read_bytes() for name in _DATA} | {
        "scenarios": repr([(id_, _with_words(scenario)) for id_, scenario in sorted(SCENARIOS.items())]).encode(),
    }
    return sha256(b"".join(sha256(parts[name]).digest() for name in sorted(parts))).hexdigest()


def _with_words(scenario: Scenario) -> Scenario:
    """The scenario with its URL forms as plain strings, because published certificates have digests of those."""
    return replace(scenario, forms=tuple(form.value for form in scenario.forms))  # type: ignore[misc]  # for its repr


def refuse_other_content(path: Path) -> None:
    """Raise CertificateError if the path exists and is not the folder of a run, or if no run can be written there."""
    try:
        is_other = path.exists() and not (path / NAME).is_file()
        is_writable = _is_writable(path)
    except OSError as error:
        raise CertificateError(f"{path}: cannot be read ({reason_of(error)}); name another with --output") from error
    if is_other:
        raise CertificateError(f"{path}: exists and is not a run, so it is not replaced; name another with --output")
    if not is_writable:
        raise CertificateError(f"{path}: its folder cannot be written; make it writable, or name another with --output")


def _is_writable(path: Path) -> bool:
    """Whether the folder, or else the nearest one that exists, can be written: an observation takes minutes."""
    return is_writable_folder(next(parent for parent in path.absolute().parents if parent.exists()))


def replace_run(path: Path, contents: Mapping[str, bytes]) -> None:
    """Write a run in place of an earlier one, which stays if writing fails; raises CertificateError then."""
    refuse_other_content(path)
    part = unfinished(path)
    try:
        remove(part)
        write_folder(part, contents)
        _exchange(part, path)
    except OSError as error:
        raise CertificateError(f"{path}: cannot be written ({reason_of(error)}); name another with --output") from error
    finally:
        remove(part)


def _exchange(part: Path, path: Path) -> None:
    """Put a new run in the place of an earlier one, which goes back there if that fails; raises OSError."""
    earlier = part.with_suffix(".earlier")
    if path.exists():
        path.rename(earlier)
    try:
        part.rename(path)
    except OSError:
        if earlier.exists():
            earlier.rename(path)
        raise
    remove(earlier)
