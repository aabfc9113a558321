"""Certification runs: each subject is observed in all scenarios, the evidence is written, and then it is judged."""

from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Self, TypeVar

from token_conformance.certify.certificate.evidence import Evidence, evidence_of
from token_conformance.certify.certificate.run_folder import refuse_foreign_files
from token_conformance.certify.certificate.run_record import new_record, refuse_other_content, replace_run
from token_conformance.certify.observation import file as observation_file
from token_conformance.certify.observation.access import AccessKind
from token_conformance.certify.observation.home import folder_of_homes
from token_conformance.certify.observation.kept import hide_from_others
from token_conformance.certify.observation.manual.progress import read_progress
from token_conformance.certify.observation.observation import Observation
from token_conformance.certify.observation.observe import observe_all
from token_conformance.certify.part import FOLDER, Part
from token_conformance.certify.requirements.judgement import Judgement, judge
from token_conformance.certify.requirements.requirement import Observations
from token_conformance.certify.requirements.undeclared import undeclared
from token_conformance.certify.scenario_pool import ScenarioPool
from token_conformance.certify.scenarios.all_scenarios import SCENARIOS
from token_conformance.certify.subject import file as subject_file
from token_conformance.certify.subject.install import is_installed
from token_conformance.certify.subject.subject import Subject
from token_conformance.errors import CertificateError, ProblemsError, UserError
from token_conformance.model.text_file import replace_text

T = TypeVar("T")


@dataclass(frozen=True)
class Certification:
    """The result of a run: `title` names the subject, `folder` holds the evidence with the `observations`.

    `library` is the HTTP library that the subject file names, or empty.
    """

    title: str
    folder: Path
    library: str
    observations: Observations
    judgement: Judgement


@dataclass(frozen=True)
class PartialRun:
    """The result of a part of a run, without a level: `title` names the subject, `folder` holds the observations."""

    title: str
    folder: Path
    observations: Observations


_PARALLEL_SUBJECTS = 32
"""Each subject's thread only waits for its scenarios."""


class Certifier:
    """Certifies subjects in parallel, so that none waits for the time-outs of another. A context manager."""

    def __init__(self, output: Path, kind: AccessKind = AccessKind.PROXY) -> None:
        self._output = output
        self._kind = kind
        self._scenarios = ScenarioPool()
        self._subjects = ThreadPoolExecutor(_PARALLEL_SUBJECTS)

    def __enter__(self) -> Self:
        hide_from_others()
        self._opened = ExitStack()
        self._homes = self._opened.enter_context(folder_of_homes())
        return self

    def __exit__(self, *_: object) -> None:
        for pool in (self._scenarios, self._subjects):
            pool.shutdown(cancel_futures=True)
        self._opened.close()

    def start(self, path: Path) -> "Future[Certification]":
        """Start to certify the subject of a file; the future raises what `certify` raises."""
        return self._submit(path, partial(certify, path, self._output, self._scenarios, self._kind, self._homes))

    def start_part(self, path: Path, part: Part) -> "Future[PartialRun]":
        """Start to run a part for the subject of a file; the future raises what `run_part` raises."""
        run = partial(run_part, path, part, self._output, self._scenarios, kind=self._kind, homes=self._homes)
        return self._submit(path, run)

    def _submit(self, path: Path, run: Callable[[], T]) -> "Future[T]":
        """Start in another thread; what a person does at a terminal is done in this one, where Ctrl-C arrives."""
        return _at_once(run) if _is_by_hand(path) else self._subjects.submit(run)


def _at_once(run: Callable[[], T]) -> "Future[T]":
    done = Future[T]()
    try:
        done.set_result(run())
    except Exception as error:  # noqa: BLE001  # whoever asks for the result gets it
        done.set_exception(error)
    return done


def _is_by_hand(path: Path) -> bool:
    try:
        return bool(subject_file.load(path).manual)
    except UserError:  # it is raised again where the subject is read for its run
        return False


def certify(
    path: Path, output: Path, pool: Executor, kind: AccessKind = AccessKind.PROXY, homes: Path | None = None
) -> Certification:
    """Observe the subject of a file, write the evidence to `output/NAME`, and judge it; raises UserError.

    `homes` is the folder for the homes of all subjects that are certified at the same time.
    """
    text, subject = _loaded(path)
    folder = output / subject.name
    refuse_other_content(folder)
    refuse_foreign_files(folder)
    progress = read_progress(output / f"{subject.name}.steps.json", text, subject, list(SCENARIOS.values()))
    observations = observe_all(subject, progress.scenarios, pool, kind, homes, progress=progress)
    files = Evidence(new_record(kind, datetime.now(UTC).date()), text, subject, observations).files
    replace_run(folder, files)
    progress.finish()
    written = evidence_of(files)  # the judgement must follow from the files, as it does for a verifier
    if problems := [f"{path}: {problem}" for problem in undeclared(written.observations)]:
        raise ProblemsError(problems)
    return Certification(_title(subject), folder, subject.http, written.observations, judge(written.observations))


def run_part(
    path: Path,
    part: Part,
    output: Path,
    pool: Executor,
    *,
    kind: AccessKind = AccessKind.PROXY,
    homes: Path | None = None,
) -> PartialRun:
    """Observe the subject of a file in the scenarios of a part, and write them apart from whole runs; raises UserError.

    An earlier observation of the same scenario is replaced.
    """
    text, subject = _loaded(path)
    folder = output / FOLDER / subject.name
    progress = read_progress(folder.with_name(f"{subject.name}.steps.json"), text, subject, part.needed)
    observations = observe_all(subject, part.needed, pool, kind, homes, progress=progress)
    written = {id_: _kept(folder, found) for id_, found in observations.items()}
    progress.finish()
    return PartialRun(_title(subject), folder, written)


def _kept(folder: Path, observation: Observation) -> Observation:
    """Write an observation into the folder of a part; returns what a reader of the file gets."""
    path, text = folder / f"{observation.scenario}.json", observation_file.dump(observation)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        replace_text(path, text)
    except OSError as error:
        raise CertificateError(f"{path}: cannot be written ({error.strerror}); name another with --output") from error
    return observation_file.parse(text, str(path))


def _loaded(path: Path) -> tuple[str, Subject]:
    """The text of a subject file and its subject; the file is read once, since the subject could change it."""
    text = subject_file.read(path)
    subject = subject_file.parse_file(path, text)
    if not is_installed(subject):
        raise UserError(f"{path}: its [install] packages are missing; run `token-conformance certify install {path}`")
    return text, subject


def _title(subject: Subject) -> str:
    return f"{subject.name}: {subject.product} {subject.version}"
