"""The certificate of a real run."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from token_conformance.certify.certificate.container import read
from token_conformance.certify.certificate.pack import packed

Files = Mapping[str, bytes]


@pytest.fixture(scope="session")
def files(run_folder: Path) -> Files:
    """The files of the certificate of that run."""
    return packed(read(run_folder)).files
