"""Questions that a program asks, in an empty folder, and answers from changed data files."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import token_conformance.catalogue
from asking import ask, folder  # noqa: F401  # fixtures
from token_conformance.catalogue import credentials, evidence, families, hosts, operations, rules, states

CATALOGUE = Path(token_conformance.catalogue.__file__).parent
READERS = (credentials, evidence, families, hosts, operations, rules, states)
CACHES = (
    credentials.credential_kinds,
    evidence.observations,
    evidence.observations_of,
    families.families,
    hosts.hosts,
    operations._read,
    rules.rules,
    states.states,
)


@pytest.fixture
def change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str, str, str], None]]:
    """Have the catalogue read a copy of its files in which one text is replaced."""
    copy = tmp_path / "catalogue"
    shutil.copytree(CATALOGUE, copy, ignore=shutil.ignore_patterns("*.py", "__pycache__"))

    def replace(name: str, old: str, new: str) -> None:
        text = copy.joinpath(name).read_text(encoding="utf-8")
        assert old in text
        copy.joinpath(name).write_text(text.replace(old, new, 1), encoding="utf-8")
        for reader in READERS:
            monkeypatch.setattr(reader, "files", lambda _: copy)
        _forget()

    yield replace
    monkeypatch.undo()
    _forget()


def _forget() -> None:
    for cache in CACHES:
        cache.cache_clear()
