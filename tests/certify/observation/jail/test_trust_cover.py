"""The covers have the authority of the edge alone, under every name that is covered."""

import shutil
from pathlib import Path

import pytest

from token_conformance.certify.observation.jail.trust_cover import TrustCover
from token_conformance.certify.observation.jail.trust_stores import TrustStores
from token_conformance.edge.authority import Authority
from token_conformance.edge.server.clients import ClientFiles


@pytest.fixture
def files(tmp_path: Path) -> ClientFiles:
    """The files of an edge."""
    files = ClientFiles(tmp_path / "edge")
    files.folder.mkdir()
    files.write(Authority())
    return files


def covered(root: Path) -> TrustStores:
    """Stores as a system has them: a folder with bundles, names by hash, a store of Java, and a bundle elsewhere."""
    folder = root / "certs"
    (folder / "java").mkdir(parents=True)
    for name in (
        "certs/ca-certificates.crt",
        "certs/One_Root.pem",
        "certs/0a1b2c3d.0",
        "certs/java/cacerts",
        "own.pem",
    ):
        (root / name).write_text("of the system")
    return TrustStores((folder,), (folder / "ca-certificates.crt", root / "own.pem"), (folder / "java/cacerts",))


def test_each_store_is_covered_once(tmp_path: Path) -> None:
    """What is in a folder that is covered has its name in the cover of the folder."""
    (tmp_path / "covers").mkdir()
    places = {place: cover for cover, place in TrustCover(tmp_path / "covers", covered(tmp_path)).places()}
    assert {tmp_path / "certs", tmp_path / "own.pem"} == places.keys()
    cover = places[tmp_path / "certs"]
    names = {str(each.relative_to(cover)) for each in cover.rglob("*") if each.is_file()}
    assert {"ca-certificates.crt", "One_Root.pem", "java/cacerts"} == names


def test_all_names_have_the_authority_when_the_edge_runs(tmp_path: Path, files: ClientFiles) -> None:
    """The file that was mounted is written, and not replaced."""
    (tmp_path / "covers").mkdir()
    cover = TrustCover(tmp_path / "covers", covered(tmp_path))
    places = {place: source for source, place in cover.places()}
    with places[tmp_path / "own.pem"].open() as mounted:
        cover.fill(files)
        assert files.ca_file.read_text() == mounted.read()
    folder = places[tmp_path / "certs"]
    assert files.ca_file.read_text() == (folder / "One_Root.pem").read_text()
    assert files.java_store.read_bytes() == (folder / "java/cacerts").read_bytes()


@pytest.mark.skipif(shutil.which("openssl") is None, reason="the program openssl is missing")
def test_openssl_finds_the_authority_in_the_folder(tmp_path: Path, files: ClientFiles) -> None:
    """In a folder, it looks for names that are made of a hash of the subject."""
    (tmp_path / "covers").mkdir()
    cover = TrustCover(tmp_path / "covers", covered(tmp_path))
    cover.fill(files)
    [folder] = [source for source, place in cover.places() if place == tmp_path / "certs"]
    hashes = [each.name for each in folder.iterdir() if each.name.endswith(".0")]
    assert 1 == len(hashes)
