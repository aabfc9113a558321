"""The evidence of a certificate: the run's record, the subject file and the observations. All else follows from it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from token_conformance.certify.certificate import run_record
from token_conformance.certify.certificate.run_record import RunRecord
from token_conformance.certify.observation import file as observation_file
from token_conformance.certify.observation.observation import Observation
from token_conformance.certify.scenarios.all_scenarios import SCENARIOS
from token_conformance.certify.subject import file as subject_file
from token_conformance.certify.subject.subject import Subject
from token_conformance.errors import CertificateError, ObservationError, UserError

SUBJECT = "subject.toml"
_FOLDER = "observations/"
_ENDING = ".json"


@dataclass(frozen=True)
class Evidence:
    """One run of one subject: `subject_text` is its file at the time, `observations` are by scenario id."""

    record: RunRecord
    subject_text: str
    subject: Subject
    observations: Mapping[str, Observation]

    @property
    def title(self) -> str:
        """The subject and its version."""
        return f"{self.subject.name} {self.subject.version}"

    @cached_property
    def files(self) -> Mapping[str, bytes]:
        """The evidence as files, by name; raises CertificateError for an observation that no file can contain."""
        names = {f"{_FOLDER}{id_}{_ENDING}": observation for id_, observation in self.observations.items()}
        observations = {name: _dumped(name, observation) for name, observation in names.items()}
        return {run_record.NAME: self.record.to_json(), SUBJECT: self.subject_text.encode()} | observations


def record_of(files: Mapping[str, bytes]) -> RunRecord:
    """The record of the run; raises CertificateError if it is missing or not valid."""
    if run_record.NAME not in files:
        raise CertificateError(
            f"{run_record.NAME} is missing, so this is neither a whole run nor a certificate;"
            " name the folder NAME that `certify run` has written, or a certificate"
        )
    return run_record.read_record(files[run_record.NAME])


def evidence_of(files: Mapping[str, bytes]) -> Evidence:
    """The evidence in the files of a run or a certificate; raises CertificateError if it cannot be read."""
    text = _text(SUBJECT, files.get(SUBJECT, b""))
    evidence = Evidence(record_of(files), text, _subject(text), _ordered(dict(_observations(files))))
    _ = evidence.files  # whether it can be written is known before anything is derived from it
    return evidence


def _subject(text: str) -> Subject:
    try:
        return subject_file.parse(text, SUBJECT)
    except UserError as error:
        first, *others = str(error).splitlines()
        raise CertificateError(f"{first} (and {len(others)} more)" if others else first) from error


def _observations(files: Mapping[str, bytes]) -> Iterator[tuple[str, Observation]]:
    for name, content in files.items():
        if name.startswith(_FOLDER) and name.endswith(_ENDING):
            yield name.removeprefix(_FOLDER).removesuffix(_ENDING), _observation(name, content)


def _ordered(observations: Mapping[str, Observation]) -> dict[str, Observation]:
    """The observations in the order of SCENARIOS, in which sentences name them; unknown scenarios at the end."""
    known = {id_: observations[id_] for id_ in SCENARIOS if id_ in observations}
    return known | {id_: observations[id_] for id_ in sorted(observations) if id_ not in known}


def _observation(name: str, content: bytes) -> Observation:
    try:
        return observation_file.parse(_text(name, content), name)
    except ObservationError as error:
        raise CertificateError(f"{error}") from error


def _dumped(name: str, observation: Observation) -> bytes:
    try:
        return observation_file.dump(observation).encode()
    except UnicodeEncodeError as error:  # JSON escapes can name half of a surrogate pair
        raise CertificateError(f"{name}: contains text that cannot be encoded as UTF-8") from error


def _text(name: str, content: bytes) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        raise CertificateError(f"{name} is not UTF-8 text") from error
