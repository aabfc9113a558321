"""A host has the first row whose domain it is in, and any other host the last row."""

import pytest

from token_conformance.catalogue.hosts import host_of, hosts
from token_conformance.model.grade import Grade


@pytest.mark.parametrize(
    ("host", "id_"),
    [
        ("invented.atlassian-us-gov-mod.net", "government"),
        ("invented.atlassian-isolated.net", "isolated"),
        ("invented.jira-dev.com", "internal"),
        ("invented.jira.com", "jira.com"),
        ("id.atlassian.com", "other"),
        ("atlassian.com", "other"),
        ("notatlassian.com", "custom"),
        ("atlassian.com.example.com", "custom"),
    ],
)
def test_a_host_is_found_by_its_domain(host: str, id_: str) -> None:
    """The end of a name counts, and only after a dot."""
    assert id_ == host_of(host).id


def test_every_row_is_a_sentence_with_evidence() -> None:
    """Only the last one takes every host."""
    for one in hosts():
        assert one.text.endswith(".")
        assert one.evidence.grade in {*Grade, "unknown"}
        assert one.evidence.source
    assert [bool(one.domains) for one in hosts()] == [True] * (len(hosts()) - 1) + [False]
