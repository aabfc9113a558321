"""Products that take the token of a service account: judged by the rules of that token, and not blamed for others."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from token_conformance.certify.certificate.pack import packed
from token_conformance.certify.certificate.verify import verify
from token_conformance.certify.certification import Certification, Certifier
from token_conformance.certify.requirements.result import Level, Result
from token_conformance.certify.subject.subject import Action

pytestmark = pytest.mark.slow

CLIENT = Path(__file__).parent / "variants/one_action/client.py"
WORDS = {"create-issue": ["{project_key}", "{title}"], "get-issue": ["{issue_key}"], "list-projects": []}
BEARER = 'SCHEME = "Bearer"'
ALONE, BOTH = '["service-account"]', '["person", "service-account"]'
OF_SERVICE = "judged with the token of a service account"
NO_PERSON = "it takes no token of a person (T1)"

FAULTLESS = {
    "list-projects": (ALONE, f"Core, 11 of 12 observed, 1 not applicable because {NO_PERSON}, {OF_SERVICE}"),
    "get-issue": (
        ALONE,
        f"Core, 8 of 12 observed, 4 not applicable because {NO_PERSON} and it lists nothing (T7 P1 P2), {OF_SERVICE}",
    ),
    "create-issue": (
        BOTH,
        (
            "Core, 9 of 12 observed, 3 not applicable because it lists nothing (T7 P1 P2), judged with the token of a"
            " person and of a service account"
        ),
    ),
}
"""By its action, whose tokens a product takes, and what its level rests on."""

FAULTY = {
    "trusting/get-issue": "T5",
    "talkative/get-issue": "L1",
    "forbidden/get-issue": "T8",
    "hopeful/list-projects": "T8 T10 P2 L3",
}
"""The requirements that each fault violates, of a product that takes a service account's token alone."""

SUBJECT = """\
[subject]
name = "{name}"
version = "1.0"
product = "A product for service accounts"
homepage = "https://one.example.com"
{credentials}

[configure]
common = {{ EMAIL = "{{email}}", TOKEN = "{{token}}", SITE = "{{site_url}}"{common} }}
site = {{ URL = "{{site_url}}" }}
gateway = {{ URL = "{{jira_gateway_url}}" }}
{service_account}

[actions.{action}]
command = {command}

[unsupported]
{unsupported}
"""


def subject_file(folder: Path, client: str, credentials: str, service_account: str = BEARER) -> Path:
    """The subject file of a client; without a word about credentials, it sends a person's token as Bearer."""
    fault, action = client.split("/")
    path = folder / f"{fault}-{action}-{len(list(folder.glob('*.toml')))}.toml"
    text = SUBJECT.format(
        name=path.stem,
        credentials=f"credentials = {credentials}" if credentials else "",
        common="" if credentials else f", {service_account}",
        service_account=f"service_account = {{ {service_account} }}" if credentials else "",
        action=action,
        command=json.dumps(["{python}", str(CLIENT), fault, action, *WORDS[action]]),
        unsupported="\n".join(f'{other} = "It has one action."' for other in Action if other != action),
    )
    path.write_text(text)
    return path


@pytest.fixture(scope="module")
def certified(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Certification]:
    """The certification of each client, all at the same time."""
    folder = tmp_path_factory.mktemp("service-accounts")
    files = {action: subject_file(folder, f"none/{action}", takes) for action, (takes, _) in FAULTLESS.items()}
    files |= {client: subject_file(folder, client, ALONE) for client in FAULTY}
    files["undeclared"] = subject_file(folder, "none/get-issue", "")
    files["half"] = subject_file(folder, "none/get-issue", BOTH, f'{BEARER}, URL = "{{site_url}}"')
    with Certifier(folder / "certification") as certifier:
        started = {name: certifier.start(path) for name, path in files.items()}
        return {name: certification.result() for name, certification in started.items()}


def failed(certification: Certification) -> list[str]:
    """The requirements that it fails, other than what every one of these clients lacks."""
    found = [each.requirement for each in certification.judgement.findings if each.result is Result.FAIL]
    return [id_ for id_ in found if id_ not in {"T9", "D1", "R1"}]


@pytest.mark.parametrize("action", FAULTLESS)
def test_one_without_a_fault_reaches_core(certified: Mapping[str, Certification], action: str) -> None:
    """Its level says whose token it was judged with, and so does its certificate, which is valid."""
    certification, (_, basis) = certified[action], FAULTLESS[action]
    assert (Level.CORE, basis) == (certification.judgement.level, certification.judgement.basis.sentence)
    files = {path.relative_to(certification.folder).as_posix(): path for path in certification.folder.rglob("*.*")}
    certificate = packed({name: path.read_bytes() for name, path in files.items()}).files
    assert (Level.CORE, ()) == (verify(certificate).level, verify(certificate).problems)
    assert basis in certificate["STATEMENT.md"].decode()


@pytest.mark.parametrize("client", FAULTY)
def test_one_with_a_fault_fails_what_the_fault_violates(certified: Mapping[str, Certification], client: str) -> None:
    """T1 is none of it: the product takes no token without scopes."""
    certification = certified[client]
    assert (FAULTY[client].split(), None) == (failed(certification), certification.judgement.level)
    assert "T1" in certification.judgement.excused


def test_one_that_does_not_declare_it_is_not_blamed(certified: Mapping[str, Certification]) -> None:
    """A person's token as Bearer at the gateway: nobody has published a clear answer, so nothing is concluded."""
    judgement = certified["undeclared"].judgement
    assert (Result.NOT_OBSERVED, None) == (judgement.finding("T2").result, judgement.level)
    assert "T2" not in judgement.excused


def test_one_that_takes_both_is_judged_with_both(certified: Mapping[str, Certification]) -> None:
    """With the service account's token it goes to the site, where a person's token without scopes works."""
    judgement = certified["half"].judgement
    assert (Result.PASS, None) == (judgement.finding("T1").result, judgement.level)
    found = judgement.finding("T2")
    assert (Result.FAIL, {"service-account"}) == (
        found.result,
        {call.credential for check in found.checks for call in check.calls},
    )
