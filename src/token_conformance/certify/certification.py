"""Runs of subjects through all scenarios, kept as evidence, and judged by what was kept."""

import os
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from token_conformance.certify.certificate.evidence import Evidence, evidence_of
from token_conformance.certify.certificate.run_record import new_record, refuse_other_content, replace_run
from token_conformance.certify.observation.access import AccessKind
from token_conformance.certify.observation.observe import observe_all
from token_conformance.certify.requirements.judgement import Judgement, judge
from token_conformance.certify.requirements.requirement import Observations
from token_conformance.certify.scenarios.all_scenarios import SCENARIOS
from token_conformance.certify.subject import file as subject_file
from token_conformance.certify.subject.install import is_installed
from token_conformance.errors import UserError


@dataclass(frozen=True)
class Certification:
    """What came of a run: `title` names the subject, `folder` holds the `observations` that were made of it."""

    title: str
    folder: Path
    observations: Observations
    judgement: Judgement


_AT_ONCE = 3 * (os.cpu_count() or 1)
"""Scenarios under way at a time: most of them wait, for a process to start or for a time-out."""
_SUBJECTS = 32
"""Subjects under way at a time; each only waits for its scenarios."""


class Certifier:
    """Certifies subjects at the same time: no subject waits for the time-outs of another. A context manager."""

    def __init__(self, output: Path, kind: AccessKind = AccessKind.PROXY) -> None:
        self._output = output
        self._kind = kind
        self._scenarios = ThreadPoolExecutor(_AT_ONCE)
        self._subjects = ThreadPoolExecutor(_SUBJECTS)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for pool in (self._scenarios, self._subjects):
            pool.shutdown(cancel_futures=True)

    def start(self, path: Path) -> "Future[Certification]":
        """Begin with the subject of a file; its result raises what `certify` does."""
        return self._subjects.submit(certify, path, self._output, self._scenarios, self._kind)


def certify(path: Path, output: Path, pool: Executor, kind: AccessKind = AccessKind.PROXY) -> Certification:
    """Observe the subject of a file and keep it below `output`; raises UserError for what the user has to correct."""
    subject = subject_file.load(path)
    folder = output / subject.name
    if not is_installed(subject):
        raise UserError(f"{path}: what its [install] names is not here; run `token-conformance certify install {path}`")
    refuse_other_content(folder)
    seen = observe_all(subject, list(SCENARIOS.values()), pool, kind)
    text = path.read_text(encoding="utf-8")
    files = Evidence(new_record(kind, datetime.now(UTC).date()), text, subject, seen).files
    replace_run(folder, files)
    kept = evidence_of(files)  # what is judged is what is kept
    title = f"{subject.name}: {subject.product} {subject.version}"
    return Certification(title, folder, kept.observations, judge(kept.observations))
