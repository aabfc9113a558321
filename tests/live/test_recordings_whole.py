"""A new recording, from the edge and from a tenant with other names, equals the committed cassettes."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from inventory import inventory
from token_conformance.edge.env_file import settings_of
from token_conformance.edge.server.edge import Edge
from token_conformance.edge.tenant.random_tenant import random_tenant
from token_conformance.recording.packing import places_in

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
LIVE = ("--target", "live", "--allow-writes", "--rate", "200", "--concurrency", "16")


def record(folder: Path, *options: str, suite: str = "suites", **settings: str) -> None:
    """Record the suites of a folder, but for that of the whole catalogue, or one suite into its cassettes."""
    command = [sys.executable, "-m", "pytest", suite, "--cassettes", "cassettes", "-q", "-p", "no:cacheprovider"]
    plain = {name: value for name, value in os.environ.items() if not name.startswith("TOKEN_CONFORMANCE_")}
    subprocess.run([*command, *options], cwd=folder, env=plain | settings, check=True, stdout=subprocess.DEVNULL)


def exchanges(library: Path) -> Mapping[str, object]:
    """Each cassette of the endpoints without the time, the source and the version of its recording."""
    read = {path.relative_to(library): json.loads(path.read_text()) for path in library.glob("endpoints/**/*.json")}
    return {
        str(path): cassette | {"metadata": cassette["metadata"] | {"recorded": None}} for path, cassette in read.items()
    }


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the committed suites, and without a cassette."""
    shutil.copytree(ROOT / "suites", tmp_path / "suites")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_the_edge_is_recorded_as_it_is_committed(folder: Path) -> None:
    """The cassettes are not stale: the suites, the edge and the scrubbing are those that made them."""
    record(folder, "--record-mode=all")
    assert exchanges(ROOT / "cassettes") == exchanges(folder / "cassettes")


def test_a_tenant_of_other_names_is_recorded_as_it_is_committed(folder: Path) -> None:
    """The tenant may contain more things, and after all writes it contains the same things as before."""
    with Edge(*random_tenant(11)) as tenant:
        before = inventory(tenant.state)
        record(folder, *LIVE, **settings_of(tenant.tenant, tenant.account), **tenant.environment())
        assert before == inventory(tenant.state)
    assert exchanges(ROOT / "cassettes") == exchanges(folder / "cassettes")


@pytest.mark.nightly
def test_the_catalogue_is_recorded_as_it_is_committed(folder: Path) -> None:
    """Each cell of the packed files has the same exchange and the same outcome."""
    record(folder, "--target=edge", "--record-mode=all", suite="suites/catalogue")
    assert packed_exchanges(ROOT) == packed_exchanges(folder)


def packed_exchanges(root: Path) -> Mapping[str, object]:
    """Each cell of the packed cassettes without the time, the source and the version of its recording."""
    found = {}
    for place in places_in(root, root / "cassettes"):
        cassette, _ = place.load()
        found[place.cell_id] = cassette | {"metadata": cassette["metadata"] | {"recorded": None}}
    return found
