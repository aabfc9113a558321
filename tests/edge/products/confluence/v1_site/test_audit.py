"""The audit log: records that requests add."""

from collections.abc import Callable

import httpx
import pytest

Ask = Callable[..., httpx.Response]

RECORD = {"remoteAddress": "192.0.2.1", "summary": "Something", "category": "Tests"}
DAY = 86_400_000


def test_a_record_is_added_and_found(ask_v1: Ask) -> None:
    """It is listed, the newest first, and found by its texts and its time."""
    first = ask_v1("POST", "audit", json=RECORD).json()
    old = ask_v1(
        "POST", "audit", json=RECORD | {"summary": "Old", "creationDate": first["creationDate"] - 40 * DAY}
    ).json()
    assert ("Something", "", {"name": "", "objectType": ""}) == (
        first["summary"],
        first["description"],
        first["affectedObject"],
    )
    queries = {
        "": ["Something", "Old"],
        "?limit=1": ["Something"],
        "?searchString=oLD": ["Old"],
        "?searchString=nothing": [],
        f"?startDate={first['creationDate']}": ["Something"],
        f"?endDate={old['creationDate']}": ["Old"],
        f"?startDate={old['creationDate']}&endDate={first['creationDate']}": ["Something", "Old"],
    }
    assert queries == {query: summaries(ask_v1, f"audit{query}") for query in queries}
    since = {"": ["Something", "Old"], "?number=1": ["Something"], "?number=6&units=WEEKS": ["Something", "Old"]}
    assert since == {query: summaries(ask_v1, f"audit/since{query}") for query in since}


def summaries(ask_v1: Ask, path: str) -> list[str]:
    """The summaries of the records that are listed."""
    return [record["summary"] for record in ask_v1("GET", path).json()["results"]]


@pytest.mark.parametrize(
    "body",
    [
        {"summary": "x"},
        RECORD | {"summary": 1},
        RECORD | {"changedValues": {}},
        RECORD | {"affectedObject": []},
        RECORD | {"creationDate": "yesterday"},
        RECORD | {"creationDate": 10**30},
        [],
    ],
)
def test_a_record_that_is_refused(ask_v1: Ask, body: object) -> None:
    """It needs the address, and every part of it the published type."""
    assert 400 == ask_v1("POST", "audit", json=body).status_code
    assert [] == summaries(ask_v1, "audit")


def test_the_retention_period(ask_v1: Ask) -> None:
    """It is read and written, up to one year."""
    assert {"number": 1, "units": "YEARS"} == ask_v1("GET", "audit/retention").json()
    assert {"number": 3, "units": "MONTHS"} == ask_v1(
        "PUT", "audit/retention", json={"number": 3, "units": "MONTHS"}
    ).json()
    assert {"number": 3, "units": "MONTHS"} == ask_v1("GET", "audit/retention").json()
    for body in (
        {"number": 2, "units": "YEARS"},
        {"number": 0, "units": "DAYS"},
        {"number": 1, "units": "x"},
        {"number": 1, "units": []},
        {},
    ):
        assert 400 == ask_v1("PUT", "audit/retention", json=body).status_code
    assert [400, 400] == [ask_v1("GET", f"audit/since?{query}").status_code for query in ("units=AGES", "number=-1")]
