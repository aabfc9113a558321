"""Products of one action: one with a fault never reaches Core, and one without does."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from token_conformance.certify.certificate.pack import packed
from token_conformance.certify.certificate.verify import verify
from token_conformance.certify.certification import Certification, Certifier
from token_conformance.certify.requirements import REQUIREMENTS
from token_conformance.certify.requirements.result import Level, Result
from token_conformance.certify.requirements.unserved import unserved
from token_conformance.certify.subject.subject import Action

pytestmark = pytest.mark.slow

CLIENT = Path(__file__).parent / "variants/one_action/client.py"
WORDS = {"create-issue": ["{project_key}", "{title}"], "get-issue": ["{issue_key}"], "list-projects": []}
FAULTLESS = {
    "none/create-issue": "Core, 9 of 12 observed, 3 not applicable because it lists nothing (T7 P1 P2)",
    "none/get-issue": "Core, 9 of 12 observed, 3 not applicable because it lists nothing (T7 P1 P2)",
    "none/list-projects": "Core, 12 of 12 observed",
}
FAULTY = {
    "trusting/create-issue": "T5",
    "trusting/list-projects": "T5",
    "any-name/get-issue": "T5",
    "any-name/create-issue": "T5",
    "hopeful/create-issue": "T8 T10",
    "absent/get-issue": "T8",
    "optimistic/create-issue": "T8",
    "unencrypted/create-issue": "T8",
    "redirected/create-issue": "T8",
    "limited/get-issue": "T8",
    "curt/create-issue": "T8",
    "followed/get-issue": "T5 T6",
    "followed/create-issue": "T5 T6",
    "resent/create-issue": "T5 T6",
    "downgraded/create-issue": "T5",
    "in-url/get-issue": "T4",
    "site-too/get-issue": "T10",
    "talkative/get-issue": "L1",
    "credulous/list-projects": "T7",
    "other-key/create-issue": "T1 T2",
    "untitled/create-issue": "T1 T2",
    "twice/create-issue": "T1 T2",
}
"""The requirements of Core that each fault violates, and no other."""
OTHER_FAULTS = {"T9", "D1", "R1"}
"""What every client lacks: it finds no gateway, names no cause, and does not ask again after 429."""
UNSERVED = ("unserved/get-issue", "insistent/get-issue")
"""Clients with a call that the local model does not serve; the second one repeats it."""
CALL = "GET /rest/api/3/classification-levels"

OFTEN = {
    "none/create-issue",
    "none/list-projects",
    "trusting/create-issue",
    "hopeful/create-issue",
    "followed/get-issue",
    "in-url/get-issue",
    "site-too/get-issue",
    "talkative/get-issue",
    "credulous/list-projects",
    "twice/create-issue",
    "unserved/get-issue",
}
"""One client of each kind, which are certified for every commit; the others are certified at night."""

SUBJECT = """\
[subject]
name = "{name}"
version = "1.0"
product = "A product of one action"
homepage = "https://one.example.com"

[configure]
common = {{ EMAIL = "{{email}}", TOKEN = "{{token}}", SITE = "{{site_url}}" }}
site = {{ URL = "{{site_url}}" }}
gateway = {{ URL = "{{jira_gateway_url}}" }}

[actions.{action}]
command = {command}

[unsupported]
{unsupported}
"""

Certified = Mapping[str, Certification]


def each(clients: Iterable[str]) -> pytest.MarkDecorator:
    """A test for each of the clients."""
    marks = {client: () if client in OFTEN else (pytest.mark.nightly,) for client in clients}
    return pytest.mark.parametrize("client", [pytest.param(client, marks=marks[client]) for client in clients])


def subject_file(folder: Path, client: str) -> Path:
    """The subject file of a client, which declares all other actions as unsupported."""
    fault, action = client.split("/")
    path = folder / f"{fault}-{action}.toml"
    unsupported = "\n".join(f'{other} = "It has one action."' for other in Action if other != action)
    command = json.dumps(["{python}", str(CLIENT), fault, action, *WORDS[action]])
    path.write_text(SUBJECT.format(name=path.stem, action=action, command=command, unsupported=unsupported))
    return path


@pytest.fixture(scope="module")
def one_action(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Certified:
    """The certification of each client that a selected test asks for, all at the same time."""
    folder = tmp_path_factory.mktemp("one-action")
    selected = (
        item for item in request.session.items if item.path == request.path and isinstance(item, pytest.Function)
    )
    clients = dict.fromkeys(str(item.callspec.params["client"]) for item in selected)
    with Certifier(folder / "certification") as certifier:
        started = {client: certifier.start(subject_file(folder, client)) for client in clients}
        return {client: certification.result() for client, certification in started.items()}


@each(FAULTLESS)
def test_one_without_a_fault_reaches_core(one_action: Certified, client: str) -> None:
    """Its level says how much it rests on, and so does its certificate."""
    certification = one_action[client]
    assert (Level.CORE, FAULTLESS[client]) == (certification.judgement.level, certification.judgement.basis.sentence)
    files = {path.relative_to(certification.folder).as_posix(): path.read_bytes() for path in _files(certification)}
    certificate = packed(files).files
    assert (Level.CORE, ()) == (verify(certificate).level, verify(certificate).problems)
    for name in ("report.md", "report.html", "STATEMENT.md", "verdicts.json"):
        assert FAULTLESS[client] in certificate[name].decode()
    assert FAULTLESS[client].partition(", 3")[0] in certificate["badge.svg"].decode()


@each(FAULTY)
def test_one_with_a_fault_fails_what_the_fault_violates(one_action: Certified, client: str) -> None:
    """Nothing else of Core fails, and Core is not reached."""
    judgement = one_action[client].judgement
    failed = [finding.requirement for finding in judgement.findings if finding.result is Result.FAIL]
    of_core = [id_ for id_ in failed if REQUIREMENTS[id_].level is Level.CORE]
    assert (FAULTY[client].split(), None) == (of_core, judgement.level)


@each(UNSERVED)
def test_one_with_a_call_that_is_not_served_is_not_blamed(one_action: Certified, client: str) -> None:
    """What rests on the call is not observed, in words that name it, and the call is listed once."""
    certification = one_action[client]
    blamed = {found.requirement for found in certification.judgement.findings if found.result in {"fail", "warn"}}
    assert set() == blamed - OTHER_FAULTS
    assert f"the model does not serve {CALL}" in certification.judgement.finding("T1").sentence
    assert {Result.NOT_OBSERVED} == {certification.judgement.finding(id_).result for id_ in ("T1", "T2")}
    assert (CALL,) == unserved(certification.observations)
    assert certification.judgement.level is None


def _files(certification: Certification) -> list[Path]:
    return [path for path in certification.folder.rglob("*") if path.is_file()]
