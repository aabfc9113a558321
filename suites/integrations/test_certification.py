"""What an integration must do to work with API tokens of both kinds, judged by its requests and its output alone."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from token_conformance.certify.certification import Certification, Certifier
from token_conformance.certify.observation.access import AccessKind
from token_conformance.certify.requirements import REQUIREMENTS
from token_conformance.certify.requirements.requirement import Requirement
from token_conformance.errors import UserError
from token_conformance.suite import options
from token_conformance.suite.certification import conclude

Certify = Callable[[Path], Certification]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Require all of each subject that the user names."""
    paths = options.subjects(metafunc.config)
    pairs = [pytest.param(path, r, id=f"{path.stem}-{r.id}") for path in paths for r in REQUIREMENTS.values()]
    metafunc.parametrize(("subject", "requirement"), pairs)


@pytest.fixture(scope="session")
def certified(pytestconfig: pytest.Config) -> Iterator[Certify]:
    """Observes each subject once, in all scenarios, and keeps what was seen in `certification/`."""
    access = AccessKind.JAIL if pytestconfig.getoption("--jail") else AccessKind.PROXY
    faulty: set[Path] = set()

    def observed(path: Path) -> Certification:
        if path in faulty:
            pytest.skip("not observed: see the first failure of this subject")
        try:
            return under_way[path].result()
        except UserError as error:
            faulty.add(path)
            pytest.fail(str(error), pytrace=False)

    with Certifier(pytestconfig.rootpath / "certification", access) as certifier:
        under_way = {path: certifier.start(path) for path in options.subjects(pytestconfig)}
        yield observed


@pytest.mark.filterwarnings("always::token_conformance.suite.certification.CertificationWarning")
def test_requirement(subject: Path, requirement: Requirement, certified: Certify) -> None:
    """The subject does what the requirement asks, in every scenario that shows it."""
    certification = certified(subject)
    conclude(certification.judgement.finding(requirement.id), certification.observations)
