"""The subject files of the suite: complete, with their drivers, and pinned to the version that they name."""

from pathlib import Path

import pytest

from token_conformance.certify.subject.file import load
from token_conformance.certify.subject.subject import Action, Subject
from token_conformance.project import SUBJECTS

FILES = sorted((Path(__file__).parents[3] / SUBJECTS).glob("*.toml"))


@pytest.fixture(params=FILES, ids=lambda file: file.stem)
def subject(request: pytest.FixtureRequest) -> Subject:
    """Each subject that comes with the suite."""
    return load(request.param)


def test_the_named_products_are_there() -> None:
    """The suite includes the products that people use most."""
    products = {"jira", "atlassian-python-api-4", "atlassian-python-api-5", "mcp-atlassian", "jira.js", "confluence.js"}
    assert products | {"confluence-markdown-exporter", "curl"} <= {file.stem for file in FILES}


def test_each_action_is_there_or_declared_as_unsupported(subject: Subject) -> None:
    """Each action has a command or a reason why it has none, and not both."""
    assert sorted(Action) == sorted([*subject.commands, *subject.unsupported])


def test_each_driver_is_there(subject: Subject) -> None:
    """The folder contains every driver that a command names."""
    words = {word for command in subject.commands.values() for word in command if word.startswith("{here}/")}
    assert [] == [word for word in words if not (subject.here / word.removeprefix("{here}/")).is_file()]


def test_what_is_installed_is_the_version_that_is_reported(subject: Subject) -> None:
    """The findings of one version are never reported for another; beside it may be the Node.js that runs it."""
    pinned = {requirement.rpartition("=" if requirement in subject.pypi else "@")[2] for requirement in _all(subject)}
    assert not pinned or subject.version in pinned


def _all(subject: Subject) -> tuple[str, ...]:
    return (*subject.pypi, *subject.npm)
