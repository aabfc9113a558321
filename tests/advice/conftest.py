"""Questions that a program asks, in an empty folder, and answers from changed data files."""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import token_conformance.catalogue
from token_conformance.catalogue import credentials, evidence, families, hosts, operations, rules, states
from token_conformance.cli import main

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
STATUSES = {"yes": 0, "no": 1, "unknown": 3}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder without results, like that of a user who has only installed the package."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def ask(capsys: pytest.CaptureFixture[str]) -> Callable[..., dict[str, Any]]:
    """Ask about a call; returns the answer as JSON, which must agree with the exit status."""

    def run(call: str, token: str = "", form: str = "", *more: str) -> dict[str, Any]:
        options = [*(["--token", token] if token else []), *(["--url", form] if form else []), *more]
        status = main(["can-i-use", call, "--format", "json", *options])
        answer: dict[str, Any] = json.loads(capsys.readouterr().out)
        assert STATUSES[answer["answer"]] == status
        return answer

    return run


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
