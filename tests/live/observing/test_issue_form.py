"""The issue form for observations, which the command names."""

from pathlib import Path

import yaml

from recipe_runner.schema import is_valid
from token_conformance.live.observing.questions import questions
from token_conformance.live.observing.text import ISSUE_KIND, plan

FORM = Path(".github/ISSUE_TEMPLATE/observation.yml")
PAGE = Path("docs/observe.md").read_text(encoding="utf-8")


def test_the_form_is_valid_by_the_schema_of_its_service() -> None:
    """And a broken one is not."""
    assert is_valid(FORM, "vendor.github-issue-forms")


def test_a_broken_form_is_noticed(tmp_path: Path) -> None:
    """The check can fail."""
    broken = tmp_path / FORM.name
    broken.write_text(FORM.read_text(encoding="utf-8").replace("type: textarea", "type: area"), encoding="utf-8")
    assert not is_valid(broken, "vendor.github-issue-forms")


def test_the_form_has_the_name_that_the_command_and_the_page_say() -> None:
    """Somebody who reads it there finds it."""
    assert ISSUE_KIND == yaml.safe_load(FORM.read_text(encoding="utf-8"))["name"]
    assert f"*{ISSUE_KIND}*" in PAGE


def test_the_page_has_the_number_of_questions_and_a_question_as_it_is_written() -> None:
    """It is not stale."""
    assert f"At most {len(questions())} requests" in PAGE
    assert plan(lambda _: True).startswith(f"{len(questions())} questions")
    assert f'request = "{questions()["scoped-confluence-v2-at-site"].template}"' in PAGE
