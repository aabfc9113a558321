"""The results of several sites side by side."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from factories import make_result, make_results
from token_conformance.errors import ResultsError
from token_conformance.model.outcome import Outcome
from token_conformance.results.file import Results
from token_conformance.results.sites import Differing, Sites, read_sites, side_by_side

CELLS = [f"jira-platform/{name}/scoped-site" for name in ("a", "b", "c", "d")]


def site(label: str | None, **outcomes: Outcome | None) -> Results:
    """The results of a site, by the names of endpoints."""
    cells = [make_result(f"jira-platform/{name}/scoped-site", outcome=outcome) for name, outcome in outcomes.items()]
    run = make_results(*cells)
    return replace(run, header=replace(run.header, site_label=label))


def test_each_cell_is_alike_or_differs_or_was_not_observed_everywhere() -> None:
    """What one site has not observed says nothing, also if the others differ; cells keep their order."""
    sites = side_by_side(
        {
            "1": site("emea", c=Outcome.WORKS, a=Outcome.WORKS, b=Outcome.WORKS, e=None),
            "2": site("apac", c=Outcome.HIDDEN, a=Outcome.WORKS, b=None, d=Outcome.EMPTY),
            "3": site("us", c=None, a=Outcome.WORKS, b=Outcome.WORKS, d=Outcome.GONE, e=None),
        }
    )
    differing = (
        Differing(CELLS[2], "GET /rest/api/3/c", (Outcome.WORKS, Outcome.HIDDEN, None)),
        Differing(CELLS[3], "GET /rest/api/3/d", (None, Outcome.EMPTY, Outcome.GONE)),
    )
    assert Sites(("emea", "apac", "us"), 1, 2, differing) == sites
    assert 5 == sites.cells


def _changed(run: Results, **header: str | None) -> Results:
    return replace(run, header=replace(run.header, **header))  # type: ignore[arg-type]  # a test's own fields


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (lambda one, _: {"a": one}, "a: is one site; name the results of at least two"),
        (
            lambda one, two: {"a": one, "b": _changed(two, site_label=None)},
            "b: has no label; run it again with TOKEN_CONFORMANCE_SITE_LABEL set",
        ),
        (
            lambda one, two: {"a": one, "b": _changed(two, site_label="emea")},
            "b: has the label emea of a; give each site a label of its own",
        ),
        (
            lambda one, two: {"a": one, "b": _changed(two, shard="1/4")},
            "b: is the shard 1/4 of a run; merge the shards of each site first",
        ),
        (
            lambda one, two: {"a": one, "b": _changed(two, suite="9")},
            "b: inconsistent: suite 9, but a has suite 0.1.0; run the same on each",
        ),
        (
            lambda one, two: {"a": one, "b": _changed(two, target="edge", world="known")},
            "b: inconsistent: target edge, world known, but a has target cassettes, world none; run the same on each",
        ),
        (
            lambda one, two: {"a": _changed(one, sample="1 of 2 calls, seed 1"), "b": two},
            "b: inconsistent: sample none, but a has sample 1 of 2 calls, seed 1; run the same on each",
        ),
    ],
)
def test_results_that_do_not_belong_together_are_refused(
    change: Callable[[Results, Results], dict[str, Results]], problem: str
) -> None:
    """One line names the file."""
    with pytest.raises(ResultsError) as refused:
        side_by_side(change(site("emea", a=Outcome.WORKS), site("apac", a=Outcome.WORKS)))
    assert problem == str(refused.value)


def test_every_cell_that_is_alike_counts() -> None:
    """Of three, one differs."""
    one = site("emea", a=Outcome.WORKS, b=Outcome.HIDDEN, c=Outcome.WORKS)
    two = site("apac", a=Outcome.WORKS, b=Outcome.HIDDEN, c=Outcome.HIDDEN)
    assert (2, 0, 1) == ((sites := side_by_side({"a": one, "b": two})).alike, sites.partly, len(sites.differing))


def test_sites_may_have_other_service_accounts() -> None:
    """The scheme belongs to a site."""
    two = _changed(site("apac", a=Outcome.WORKS), service_account="Basic")
    assert 1 == side_by_side({"a": site("emea", a=Outcome.WORKS), "b": two}).alike


NOWHERE = Differing("b", "GET /", (None, None))
SITES = Sites(("emea", "apac"), 2, 1, (Differing("ä", "GET /", (Outcome.WORKS, None)), NOWHERE))


def test_a_file_of_sites_is_read_as_it_was_written(tmp_path: Path) -> None:
    """One line for each cell that differs."""
    file = tmp_path / "sites.json"
    file.write_text(SITES.to_json(), encoding="utf-8")
    assert SITES == read_sites(file)
    lines = [
        '{"format": 1, "labels": ["emea", "apac"], "alike": 2, "partly": 1, "differing": [',
        '{"cell": "ä", "operation": "GET /", "outcomes": ["works", null]},',
        '{"cell": "b", "operation": "GET /", "outcomes": [null, null]}',
        "]}",
    ]
    assert [*lines, ""] == SITES.to_json().split("\n")
    empty = replace(SITES, differing=())
    assert empty == Sites.from_json(empty.to_json())


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"format": 2}, "the key 'format': 2 is another format than 1, which this version reads"),
        ({"labels": ["a.b", "c"]}, "the key 'labels': the key 0: is not a word of at most 30 letters"),
        ({"alike": "2"}, "the key 'alike': '2' is not a whole number"),
        ({"partly": None}, "the key 'partly': None is not a whole number"),
        ({"labels": ["emea"]}, "a cell has not one outcome for each site"),
        ({"differing": [{}]}, "the key 'differing': the key 0: the key 'cell' is missing"),
        ({"more": 1}, "the key 'more' is unknown"),
    ],
)
def test_another_document_is_refused(change: dict[str, object], problem: str, tmp_path: Path) -> None:
    """One line names the file, and says how it is made."""
    file = tmp_path / "sites.json"
    file.write_text(json.dumps(json.loads(SITES.to_json()) | change))
    with pytest.raises(ResultsError) as refused:
        read_sites(file)
    assert str(refused.value).startswith(f"{file}: is not a file of sites ({problem}")
    assert str(refused.value).endswith("; make it again with `token-conformance merge --by-label`")


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    """The remedy is the same."""
    with pytest.raises(ResultsError, match=r"cannot be read .*; make it again with `token-conformance merge --by-"):
        read_sites(tmp_path / "sites.json")
