"""The data of the page's search."""

import json

from token_conformance.catalogue.known import every_operation
from token_conformance.catalogue.operations import family_operations
from token_conformance.report.page.catalogue_data import catalogue_data


def test_every_operation_is_in_the_data() -> None:
    """Published ones first, then retired ones, then those that are known only by their state."""
    data = json.loads(catalogue_data())
    names = [f"{method} {path}" for group in data["operations"] for method, path, *_ in group]
    assert set(every_operation()) == set(names)
    assert len(names) == len(set(names))
    assert len(family_operations().operations) == len(data["familyOperations"])


def test_operations_with_few_parameters_come_first() -> None:
    """The page tries them in this order, as `can-i-use` does; the order is the same in every process."""
    for group in json.loads(catalogue_data())["operations"]:
        order = [(path.count("{"), path, method) for method, path, *_ in group]
        assert sorted(order) == order


def test_an_announced_removal_has_the_answers_after_its_day() -> None:
    """So that the page is right on every day, and the same on every day that it is made."""
    data = json.loads(catalogue_data())
    path = "/rest/api/2/field/{fieldId}/context/defaultValue"
    row = next(one for one in data["operations"][0] if one[:2] == ["GET", path])
    before, (since, after) = row[3], row[5]["after"]
    says = [[data["answers"][number][0] for number in data["fours"][four]] for four in (before, after)]
    assert (since, ["yes", "yes", "no", "yes"], ["unknown", "unknown", "no", "unknown"]) == (since, *says)
    assert since == "2026-10"


def test_a_parameter_that_is_gone_has_answers_of_its_own() -> None:
    """The operation itself is alive."""
    rows = json.loads(catalogue_data())["operations"][0]
    row = next(one for one in rows if one[:2] == ["GET", "/rest/api/3/user/search"])
    name, four = row[5]["with"]
    assert name == "username"
    assert four != row[3]


def test_the_data_can_stand_in_a_page() -> None:
    """They cannot end the element that holds them."""
    assert "<" not in catalogue_data()
