"""Under what a subject was observed: all of a run that does not show in its observations."""

import json
import platform
from dataclasses import asdict, dataclass
from datetime import date

import token_conformance
from token_conformance.certify.observation.access import AccessKind
from token_conformance.integrations.certificate.digest import rules_digest
from token_conformance.integrations.certificate.error import CertificateError

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
        suite=token_conformance.__version__,
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
