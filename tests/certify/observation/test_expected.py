"""What an action that creates something must show, and when an output shows a text."""

import pytest

from token_conformance.certify.observation.expected import Created, can_be_created
from token_conformance.certify.observation.observation import Unmade, shows
from token_conformance.certify.subject.subject import Action
from token_conformance.edge.tenant.state import State
from token_conformance.model.tenant import SEEDED

TITLE = "Made by a test"


@pytest.mark.parametrize(
    ("output", "text", "shown"),
    [
        ("Created SOFT-1.", "SOFT-1", True),
        ("Created SOFT-12.", "SOFT-1", False),
        ("id 98305", "98305", True),
        ("id 198305", "98305", False),
        ("id 983051", "98305", False),
        (r"\nSOFT-1\n", "SOFT-1", True),
        ("a (b) c", "(b)", True),
    ],
)
def test_a_number_is_shown_as_a_whole(output: str, text: str, shown: bool) -> None:  # a case
    """A longer number is another one."""
    assert shown is shows(output, text)


@pytest.mark.parametrize(
    ("titles", "expected"),
    [
        ([], Unmade.NOTHING),
        (["Something else"], Unmade.OTHER),
        ([TITLE, TITLE], Unmade.SEVERAL),
        ([f"[bot] {TITLE}"], None),
        ([TITLE, "A sub-task"], None),
    ],
)
def test_one_thing_with_the_title_is_looked_for(titles: list[str], expected: Unmade | None) -> None:
    """Its key or id must be shown; without it, nothing that a product shows is enough."""
    state = State.seeded(SEEDED)
    created = Created(Action.CREATE_ISSUE, state, TITLE)
    keys = [state.jira.create_issue(SEEDED.project_key, {"summary": each}, SEEDED.account_id).key for each in titles]
    [names] = created.names()
    assert ([expected] if expected else keys[0]) == (names if expected else names[0])


def test_a_page_is_shown_by_its_id() -> None:
    """Pages have no keys."""
    state = State.seeded(SEEDED)
    created = Created(Action.CREATE_PAGE, state, TITLE)
    space = state.confluence.spaces[SEEDED.space_id]
    page = state.confluence.create("page", space, TITLE, "<p>x</p>", SEEDED.account_id, parent_id=SEEDED.page_id)
    assert [(page.id,)] == created.names()


def test_an_action_that_reads_creates_nothing() -> None:
    """Nothing is asked for."""
    assert [] == Created(Action.GET_ISSUE, State.seeded(SEEDED), TITLE).names()


@pytest.mark.parametrize(
    ("action", "text", "possible"),
    [
        (Action.CREATE_ISSUE, "SOFT-12", True),
        (Action.CREATE_ISSUE, "10012", True),
        (Action.CREATE_ISSUE, "e", False),
        (Action.CREATE_PAGE, "98305", True),
        (Action.CREATE_PAGE, "SOFT-12", False),
        (Action.CREATE_PAGE, Unmade.NOTHING, True),
    ],
)
def test_what_can_be_the_name_of_a_new_thing(action: Action, text: str, possible: bool) -> None:  # a case
    """A certificate with any other text in its place was altered."""
    assert possible is can_be_created(action, text)
