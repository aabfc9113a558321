"""The versions of the packages that are installed with this project."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

FIXED = tomllib.loads(Path("tests/fixed_versions.toml").read_text(encoding="utf-8"))["fixed"]
PROJECT = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))["project"]
RECIPES = Path("recipes/requirements.txt").read_text(encoding="utf-8")
PINNED = {name: Version(version) for name, version in re.findall(r"^([a-z0-9-]+)==(\S+)", RECIPES, re.MULTILINE)}
REQUIREMENTS = [
    Requirement(line.split("#")[0])
    for line in Path("recipes/requirements.in").read_text().splitlines()
    if line[0] != "#"
]


def _lower_bounds() -> dict[str, Version]:
    requirements = map(Requirement, PROJECT["dependencies"])
    return {requirement.name: Version(next(iter(requirement.specifier)).version) for requirement in requirements}


def test_every_dependency_has_a_lower_bound_alone() -> None:
    """A cap on a library keeps its users from mended releases."""
    operators = [[one.operator for one in Requirement(text).specifier] for text in PROJECT["dependencies"]]
    assert [[">="]] * len(operators) == operators


@pytest.mark.parametrize("row", [row for row in FIXED if row["direct"]], ids=lambda row: row["package"])
def test_no_lower_bound_allows_a_release_with_a_known_fault(row: dict[str, str]) -> None:
    """Whoever installs the oldest allowed versions has the mended ones."""
    assert _lower_bounds()[row["package"]] >= Version(row["version"])


@pytest.mark.parametrize("row", FIXED, ids=lambda row: row["package"])
def test_the_recipes_install_mended_releases(row: dict[str, str]) -> None:
    """What the recipes pin is not older, also for a package that only another package needs."""
    assert PINNED[row["package"]] >= Version(row["version"])


def test_every_fixed_version_has_a_reason_and_an_advisory() -> None:
    """A reader can look up why a version is asked for."""
    assert [] == [
        row["package"] for row in FIXED if not (row["reason"] and re.match(r"(CVE|GHSA)-\w", row["advisory"]))
    ]


def test_a_package_is_direct_exactly_if_the_project_names_it() -> None:
    """A new dependency with a known fault needs a lower bound of its own."""
    assert [row["package"] in _lower_bounds() for row in FIXED] == [row["direct"] for row in FIXED]


@pytest.mark.parametrize(
    "requirement", [*map(Requirement, PROJECT["dependencies"]), *REQUIREMENTS], ids=lambda requirement: requirement.name
)
def test_the_recipes_install_what_the_project_asks_for(requirement: Requirement) -> None:
    """The pinned file is made again when a dependency or its bound changes."""
    assert requirement.specifier.contains(PINNED[requirement.name])


def test_every_pinned_version_has_hashes() -> None:
    """Pip accepts no other file in place of one that was pinned."""
    blocks = re.findall(r"^[a-z0-9-]+==\S+.*\\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", RECIPES, re.MULTILINE)
    assert len(PINNED) == len(blocks) > 30
