"""One real run of a small subject, which every test of its certificate starts from."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from token_conformance.certify.certificate.container import read
from token_conformance.certify.certificate.pack import packed
from token_conformance.certify.certification import Certifier

SUBJECT = Path(__file__).parent / "subject" / "plain.toml"

Files = Mapping[str, bytes]


@pytest.fixture(scope="session")
def run_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that `certify run` writes."""
    with Certifier(tmp_path_factory.mktemp("certification")) as certifier:
        return certifier.start(SUBJECT).result().folder


@pytest.fixture(scope="session")
def files(run_folder: Path) -> Files:
    """The files of the certificate of that run."""
    return packed(read(run_folder)).files
