"""One real run of a small subject, and its certificate."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from plain_run import run_plain
from token_conformance.certify.certificate.container import read
from token_conformance.certify.certificate.pack import packed

Files = Mapping[str, bytes]


@pytest.fixture(scope="session")
def run_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that `certify run` writes."""
    return run_plain(tmp_path_factory.mktemp("certification"))


@pytest.fixture(scope="session")
def files(run_folder: Path) -> Files:
    """The files of the certificate of that run."""
    return packed(read(run_folder)).files
