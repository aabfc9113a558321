"""The page of the operations that the edge serves says what the edge does."""

import re
from pathlib import Path

from every_operation import HANDLED
from token_conformance.catalogue.operations import published
from token_conformance.edge.operations import shape
from token_conformance.proof.served import PAGE, render


def test_the_page_is_not_stale() -> None:
    """It is made again with the command that it names."""
    remedy = f"python -m token_conformance.proof.served > {PAGE}"
    assert render() == Path(PAGE).read_text(encoding="utf-8"), f"{PAGE} is stale; make it again: {remedy}"


def test_each_published_operation_is_counted_once() -> None:
    """An operation of Jira counts as served if both versions of the API have it."""
    rows = re.findall(r"^\| [^|`]+ \| (\d+) \| (\d+) \|$", render(), re.MULTILINE)
    counts = [(int(served), int(of)) for served, of in rows]
    paths = {shape(name).replace("/rest/api/2/", "/rest/api/3/") for name in published().operations}
    lacking = {
        shape(name).replace("/rest/api/2/", "/rest/api/3/") for name in published().operations if name not in HANDLED
    }
    assert (len(paths - lacking), len(paths)) == counts[-1]
    assert counts[-1] == (sum(served for served, _ in counts[:-1]), sum(of for _, of in counts[:-1]))


def test_what_is_not_served_is_listed() -> None:
    """Each path below an API is there with its methods, and no path that is served."""
    page = render()
    assert "`plans/plan` GET POST" in page
    assert "`myself`" not in page
