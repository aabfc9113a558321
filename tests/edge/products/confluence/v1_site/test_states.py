"""Content states: how far the work on a content is."""

from collections.abc import Callable

import httpx
import pytest

from token_conformance.model.tenant import Tenant

Ask = Callable[..., httpx.Response]

OWN = {"name": "Mine", "color": "#123abc"}


def test_a_state_is_set_seen_and_removed(ask_v1: Ask, tenant: Tenant) -> None:
    """Each change is a version of the same text; a content without a state is answered with an empty object."""
    url = f"content/{tenant.page_id}/state"
    assert (200, {}) == ((none := ask_v1("GET", url)).status_code, none.json())
    made = ask_v1("PUT", f"{url}?status=current", json=OWN).json()["contentState"]
    assert OWN == {name: made[name] for name in OWN}
    assert made == ask_v1("GET", url).json()["contentState"]
    again = ask_v1("PUT", f"{url}?status=current", json=OWN).json()["contentState"]
    suggested = ask_v1("PUT", f"{url}?status=current", json={"id": 2}).json()["contentState"]
    assert (made["id"], "Ready for review") == (again["id"], suggested["name"])
    assert "contentState" not in ask_v1("DELETE", f"{url}?status=current").json()
    versions = ask_v1("GET", f"content/{tenant.page_id}/version?expand=content").json()["results"]
    assert [5, 4, 3, 2, 1] == [version["number"] for version in versions]


def test_the_states_that_can_be_set(ask_v1: Ask, tenant: Tenant) -> None:
    """The space suggests three; of the caller's own the newest three are offered, and all are listed."""
    for number in range(4):
        ask_v1("PUT", f"content/{tenant.page_id}/state?status=current", json={**OWN, "name": f"Own {number}"})
    available = ask_v1("GET", f"content/{tenant.page_id}/state/available").json()
    assert ["Own 3", "Own 2", "Own 1"] == [state["name"] for state in available["customContentStates"]]
    suggested = ask_v1("GET", f"space/{tenant.space_key}/state").json()
    assert suggested == available["spaceContentStates"]
    assert [0, 1, 2] == [state["id"] for state in suggested]
    assert 4 == len(ask_v1("GET", "content-states").json())
    settings = ask_v1("GET", f"space/{tenant.space_key}/state/settings").json()
    assert (True, suggested) == (settings["customContentStatesAllowed"], settings["spaceContentStates"])


def test_the_contents_of_a_state(ask_v1: Ask, tenant: Tenant) -> None:
    """Those of the space are listed; of an unknown state there are none."""
    ask_v1("PUT", f"content/{tenant.page_id}/state?status=current", json={"id": 1})
    url = f"space/{tenant.space_key}/state/content"
    found = [ask_v1("GET", f"{url}?state-id={number}").json()["results"] for number in (1, 0, 999)]
    assert [[tenant.page_id], [], []] == [[content["id"] for content in contents] for contents in found]
    assert 400 == ask_v1("GET", url).status_code
    other = ask_v1("GET", f"space/{tenant.space_key}2/state/content?state-id=1").json()
    assert 0 == other["size"]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({}, 400),
        ({"id": 77}, 400),
        ({"id": True}, 400),
        ({"name": "x" * 21, "color": "#123abc"}, 400),
        ({"name": "x", "color": "blue"}, 400),
        ([], 400),
    ],
)
def test_a_state_that_is_refused(ask_v1: Ask, tenant: Tenant, body: object, status: int) -> None:
    """It needs a known id, or a short name and a colour."""
    assert status == ask_v1("PUT", f"content/{tenant.page_id}/state?status=current", json=body).status_code


def test_the_status_says_what_gets_the_state(ask_v1: Ask, tenant: Tenant) -> None:
    """It is required; a draft of a published content is not modelled."""
    url = f"content/{tenant.page_id}/state"
    answers = [ask_v1("PUT", f"{url}{query}", json=OWN).status_code for query in ("", "?status=x", "?status=draft")]
    assert [400, 400, 501] == answers
    assert [404, 404, 404, 400] == [
        ask_v1("GET", path).status_code
        for path in ("content/0/state", "content/0/state/available", "space/NONE/state", f"{url}?status=x")
    ]
