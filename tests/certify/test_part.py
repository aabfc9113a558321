"""Parts of a run: the scenarios that are run for what a user names, and what is judged by them."""

from collections.abc import Callable

import pytest

from token_conformance.certify.observation.observation import Observation
from token_conformance.certify.part import judged, part_of
from token_conformance.certify.requirements import REQUIREMENTS
from token_conformance.certify.requirements.result import Result
from token_conformance.certify.scenarios.all_scenarios import SCENARIOS
from token_conformance.certify.terminal import hanging, part_lines
from token_conformance.errors import UserError

QUIET = ("unscoped-site", "scoped-gateway", "scoped-site", "invalid-site", "invalid-gateway")


@pytest.mark.parametrize(
    ("only", "scenarios", "shown", "needed"),
    [
        (["R1"], [], ("rate-limited", "rate-limited-for-ever"), ("rate-limited", "rate-limited-for-ever")),
        (["r1"], ["rate-limited"], ("rate-limited",), ("rate-limited",)),
        ([], ["noisy"], ("noisy",), ("noisy",)),
        (["D1"], [], ("scoped-site",), ("scoped-gateway", "scoped-site")),
        (["L2"], ["noisy"], ("noisy",), (*QUIET, "noisy")),
        (["T6"], ["scoped-gateway"], ("scoped-gateway",), ("scoped-gateway",)),
    ],
)
def test_what_is_named_decides_what_is_run(
    only: list[str], scenarios: list[str], shown: tuple[str, ...], needed: tuple[str, ...]
) -> None:
    """A requirement runs its scenarios, and those that decide how they are judged; a scenario runs alone."""
    part = part_of(only, scenarios)
    assert (shown, needed) == (part.scenarios, tuple(scenario.id for scenario in part.needed))


@pytest.mark.parametrize(
    ("only", "scenarios", "said"),
    [
        (["T71"], [], "unknown requirement 'T71'; did you mean \"T7\"?"),
        ([], ["scoped-sit"], "unknown scenario 'scoped-sit'; did you mean \"scoped-site\"?"),
        ([], ["?"], "unknown scenario '?'; use one of unscoped-site, "),
    ],
)
def test_an_unknown_id_is_named(only: list[str], scenarios: list[str], said: str) -> None:
    """One line has the id and the nearest that exists."""
    with pytest.raises(UserError) as raised:
        part_of(only, scenarios)
    assert str(raised.value).startswith(said)


@pytest.mark.parametrize("requirement", REQUIREMENTS)
def test_a_part_judges_as_a_whole_run(correct: dict[str, Observation], requirement: str) -> None:
    """With nothing but the scenarios that are run for a requirement, its result is that of the whole run."""
    part = part_of([requirement], [])
    observed = {scenario.id: correct[scenario.id] for scenario in part.needed}
    (found,) = judged(part, observed)
    assert (requirement, Result.PASS, ()) == (found.requirement.id, found.result, found.needs)


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_a_scenario_shows_its_requirements(correct: dict[str, Observation], scenario: str) -> None:
    """Each requirement that names it is judged; one that needs another scenario says which, and how to run both."""
    part = part_of([], [scenario])
    found = {each.requirement.id: each for each in judged(part, {scenario: correct[scenario]})}
    assert set(SCENARIOS[scenario].requirements) <= set(found)
    lines = " ".join(" ".join(part_lines(part, found.values())).split())
    for id_, each in found.items():
        assert bool(each.needs) == (f"--only {id_} runs all that it needs" in lines)


def test_what_a_scenario_does_not_show_is_not_observed(correct: dict[str, Observation]) -> None:
    """A requirement that is named with a scenario of another gets no result from it."""
    part = part_of(["R1"], ["scoped-site"])
    (found,) = judged(part, correct)
    assert Result.NOT_OBSERVED is found.result
    assert "  Nothing in scoped-site shows it." in part_lines(part, [found])


def test_a_failure_has_a_line_of_its_own(
    correct: dict[str, Observation],
    make_run: Callable[..., object],
    vary: Callable[..., dict[str, Observation]],
) -> None:
    """Passes share a line; lines fit a terminal, and are indented below their first."""
    failed = make_run("list-projects", "GET SITE/rest/api/3/project 200", says="[]")
    part = part_of(["T7"], ["invalid-site"])
    (found,) = judged(part, vary(correct, "invalid-site", failed))
    lines = list(part_lines(part, [found]))
    assert Result.FAIL is found.result
    assert "T7 Core fail: An empty 200 to an unresolved token is not reported as a success." == " ".join(lines[:1])
    assert lines[1].startswith("  fail  invalid-site: list-projects ended as a success")
    assert all(line.startswith("    ") for line in lines[2:])
    assert 80 >= max(map(len, lines))


def test_a_line_is_not_cut_inside_a_word() -> None:
    """A URL stays one that can be copied."""
    assert ["  a " + "b" * 76, "    " + "c" * 90] == hanging(f"a {'b' * 76} {'c' * 90}", indent=2)


def test_lines_fit_a_narrow_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """A path goes on after one of its slashes."""
    monkeypatch.setenv("COLUMNS", "20")
    assert ["  at a/long/path/of/", "    folders here"] == hanging("at a/long/path/of/folders here", indent=2)


def test_a_program_that_reads_the_output_gets_whole_paths(monkeypatch: pytest.MonkeyPatch) -> None:
    """However long they are."""
    monkeypatch.delenv("COLUMNS", raising=False)
    path = f"/{'folder/' * 20}file"
    assert ["  at", f"    {path}"] == hanging(f"at {path}", indent=2)
