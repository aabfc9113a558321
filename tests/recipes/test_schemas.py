"""Every recipe is valid by the schema of its service."""

import re
from pathlib import Path

import pytest

from recipe_runner.schema import is_valid

RECIPES = Path("recipes")
SCHEMAS = {
    RECIPES / "github-actions.yml": "vendor.github-workflows",
    RECIPES / "gitlab-ci.yml": "vendor.gitlab-ci",
    RECIPES / "bitbucket-pipelines.yml": "vendor.bitbucket-pipelines",
    RECIPES / "certify" / "github-actions.yml": "vendor.github-workflows",
    RECIPES / "certify" / "github-action.yml": "vendor.github-workflows",
    RECIPES / "certify" / "gitlab-ci.yml": "vendor.gitlab-ci",
    RECIPES / "certify" / "bitbucket-pipelines.yml": "vendor.bitbucket-pipelines",
    RECIPES / "pages" / "github-actions.yml": "vendor.github-workflows",
    RECIPES / "shards" / "github-actions.yml": "vendor.github-workflows",
    RECIPES / "shards" / "gitlab-ci.yml": "vendor.gitlab-ci",
    RECIPES / "sites" / "github-actions.yml": "vendor.github-workflows",
    RECIPES / "sites" / "gitlab-ci.yml": "vendor.gitlab-ci",
    Path("action.yml"): "vendor.github-actions",
}

each = pytest.mark.parametrize(("path", "schema"), SCHEMAS.items(), ids=str)


def test_every_recipe_is_checked() -> None:
    """A new recipe needs a schema."""
    assert set(SCHEMAS) == {*RECIPES.rglob("*.yml"), Path("action.yml")}


@each
def test_a_recipe_is_valid_by_the_schema_of_its_service(path: Path, schema: str) -> None:
    """The service accepts the copied file."""
    assert is_valid(path, schema)


@each
def test_a_broken_recipe_is_noticed(path: Path, schema: str, tmp_path: Path) -> None:
    """The check can fail."""
    text = path.read_text(encoding="utf-8")
    broken = tmp_path / path.name
    broken.write_text(re.sub(r"(timeout-minutes|rules|max-time|paths|using):.*", r"\1: often", text), encoding="utf-8")
    assert not is_valid(broken, schema)
