"""The folder of a live run, and the conditions to continue it."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from token_conformance.errors import UserError
from token_conformance.model.account import Account
from token_conformance.model.target import Target
from token_conformance.model.tenant import SEEDED
from token_conformance.recording.library import begin, new_name, newest

ACCOUNT = Account("conformance@example.com", "UNSCOPED", "SCOPED-JIRA", "SCOPED-CONFLUENCE", "INVALID")
TARGET = Target("live", SEEDED, ACCOUNT)
NAME = Path("recordings/20261124T100000.000000Z")


def test_a_later_run_has_a_later_name() -> None:
    """The newest folder is the last one by name."""
    assert new_name() < new_name()


def test_the_newest_run_is_found(tmp_path: Path) -> None:
    """A folder without the facts of a run is ignored."""
    assert newest(tmp_path) is None
    later = NAME.with_name("20261125T100000.000000Z")
    for name in (later, NAME):
        begin(tmp_path, name, TARGET)
    (tmp_path / "recordings" / "notes").mkdir()
    assert later == newest(tmp_path)


def test_the_facts_of_a_run_do_not_name_the_tenant(tmp_path: Path) -> None:
    """A digest identifies the tenant; only the owner of the token can compute it."""
    begin(tmp_path, NAME, TARGET)
    text = (tmp_path / NAME / "run.json").read_text()
    assert {"by", "format", "source", "tenant"} == json.loads(text).keys()
    assert not [name for name in (SEEDED.site, SEEDED.cloud_id, SEEDED.email, "UNSCOPED") if name in text]


def test_a_run_with_the_same_settings_can_continue(tmp_path: Path) -> None:
    """The check changes nothing."""
    begin(tmp_path, NAME, TARGET)
    before = (tmp_path / NAME / "run.json").read_bytes()
    begin(tmp_path, NAME, TARGET)
    assert before == (tmp_path / NAME / "run.json").read_bytes()


@pytest.mark.parametrize(
    ("other", "problem"),
    [
        (replace(TARGET, tenant=replace(SEEDED, site="other")), "from another site, or with another account or unsc"),
        (
            replace(TARGET, credentials=replace(ACCOUNT, unscoped="OTHER")),
            "from another site, or with another account or",
        ),
        (replace(TARGET, name="edge"), "from another kind of target"),
    ],
)
def test_a_run_with_other_settings_cannot_continue(tmp_path: Path, other: Target, problem: str) -> None:
    """A folder never has recordings of two tenants."""
    begin(tmp_path, NAME, TARGET)
    with pytest.raises(UserError, match=f"{NAME}: was recorded {problem}.*start a new run without --resume"):
        begin(tmp_path, NAME, other)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("{", "run.json: it is not JSON"),
        ("", "run.json: it is empty"),
        ("[]", "was recorded by another version"),
        ('{"by": "0.0.1"}', "was recorded by another"),
    ],
)
def test_the_folder_of_another_version_cannot_be_continued(tmp_path: Path, text: str, problem: str) -> None:
    """The line says what to do."""
    begin(tmp_path, NAME, TARGET)
    (tmp_path / NAME / "run.json").write_text(text)
    with pytest.raises(UserError, match=f"{problem}.*start a new run without --resume"):
        begin(tmp_path, NAME, TARGET)


def test_a_folder_that_cannot_be_created_is_refused(tmp_path: Path) -> None:
    """A live run does not start if it cannot record."""
    (tmp_path / "recordings").write_text("a file")
    with pytest.raises(UserError, match="nothing can be recorded there"):
        begin(tmp_path, NAME, TARGET)
