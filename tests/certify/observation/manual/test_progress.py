"""Steps that a person has done are kept after each, and a second start continues with the others."""

import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest

from token_conformance.certify.observation.manual.progress import Progress, read_progress
from token_conformance.certify.observation.manual.step import StoppedError
from token_conformance.certify.observation.observation import Observation
from token_conformance.certify.observation.observe import observe
from token_conformance.certify.scenarios.scenario import Scenario
from token_conformance.certify.subject.subject import Action, Subject
from token_conformance.errors import UserError

Fake = Callable[..., Subject]
SCENARIOS = tuple(
    Scenario(id_, f"The {id_} one.", (), (Action.WHOAMI, Action.GET_ISSUE)) for id_ in ("first", "second")
)
DONE = ("", "y", "")
TEXT = "a subject file"


def by_hand(fake: Fake) -> Subject:
    """A subject with two actions of a person."""
    return fake(commands={}, manual={Action.WHOAMI: "Press Test.", Action.GET_ISSUE: "Open {issue_key}."})


def start(progress: Progress, *answers: str) -> tuple[list[Observation], list[str]]:
    """Observe all scenarios with these answers; returns what was observed, and the steps that were asked."""
    asked: list[str] = []
    iterator: Iterator[str] = iter(answers)

    def ask(prompt: str) -> str:
        asked.extend(line for line in prompt.splitlines() if line.startswith("Step "))
        return next(iterator)

    seen: list[Observation] = []
    with suppress(StoppedError):
        seen.extend(observe(progress.subject, scenario, ask=ask, progress=progress) for scenario in SCENARIOS)
    return seen, asked


def test_a_second_start_continues(fake: Fake, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In the middle of a scenario too; its runs are in order, and the file goes away with the last step."""
    file, subject = tmp_path / "folder" / "fake.steps.json", by_hand(fake)
    seen, asked = start(read_progress(file, TEXT, subject, SCENARIOS), *DONE, "q")
    assert (
        [],
        ["Step 1 of 4: whoami, in first. The first one.", "Step 2 of 4: get-issue, in first. The first one."],
    ) == (
        seen,
        asked,
    )
    progress = read_progress(file, TEXT, subject, SCENARIOS)
    seen, asked = start(progress, *DONE, *DONE, *DONE)
    assert ["Step 2 of 4", "Step 3 of 4", "Step 4 of 4"] == [line[:11] for line in asked]
    assert [["whoami", "get-issue"]] * 2 == [[run.action for run in each.runs] for each in seen]
    first, second = seen[0].runs
    assert first.started + first.seconds <= second.started
    progress.finish()
    assert not file.exists()
    assert "" == capsys.readouterr().out


def test_a_step_that_was_skipped_comes_back(fake: Fake, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is no run, and the others are not asked again."""
    file, subject = tmp_path / "fake.steps.json", by_hand(fake)
    progress = read_progress(file, TEXT, subject, SCENARIOS)
    seen, _ = start(progress, "s", *DONE, *DONE, *DONE)
    progress.finish()
    assert ["get-issue"] == [run.action for run in seen[0].runs]
    assert "1 steps were skipped. Run the same command again" in capsys.readouterr().out
    _, asked = start(read_progress(file, TEXT, subject, SCENARIOS), *DONE)
    assert ["Step 1 of 4: whoami, in first. The first one."] == asked


def test_the_placeholders_of_an_instruction_are_replaced(fake: Fake) -> None:
    """A person cannot know the key of an issue."""
    asked: list[str] = []
    answers = iter([*DONE, *DONE])

    def ask(prompt: str) -> str:
        asked.append(prompt)
        return next(answers)

    observe(by_hand(fake), SCENARIOS[0], ask=ask)
    [instruction] = [line for prompt in asked for line in prompt.splitlines() if line.startswith("Then: Open ")]
    assert "{" not in instruction


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "remove it to start with the first step"),
        ("[]", r"\[\] is not a table; remove it"),
        (json.dumps({"format": 2, "subject": "", "scenarios": {}}), "remove it to start with the first step"),
        (json.dumps({"format": 1, "subject": "", "scenarios": []}), r"scenarios.*\[\] is not a table; remove it"),
        (json.dumps({"format": 1, "subject": "", "scenarios": {}}), "the steps of another version of the subject file"),
        (json.dumps({"format": 1, "subject": "", "scenarios": {"first": {}}}), "the key 'done' is missing; remove it"),
    ],
)
def test_a_file_that_cannot_be_continued_is_one_line(fake: Fake, tmp_path: Path, text: str, message: str) -> None:
    """It names the file, and what to do."""
    file = tmp_path / "fake.steps.json"
    file.write_text(text)
    with pytest.raises(UserError, match=message) as refusal:
        read_progress(file, TEXT, by_hand(fake), SCENARIOS)
    assert str(refusal.value).startswith(f"{file}: ")
    assert "\n" not in str(refusal.value)


def test_a_disk_that_is_full_is_one_line(fake: Fake, tmp_path: Path) -> None:
    """The person learns at the first step that nothing is kept."""
    (tmp_path / "file").touch()
    progress = read_progress(tmp_path / "file" / "fake.steps.json", TEXT, by_hand(fake), SCENARIOS)
    with pytest.raises(UserError, match=r"fake\.steps\.json: cannot be written \("):
        start(progress, *DONE)


def test_processes_need_no_steps(fake: Fake) -> None:
    """Scenarios run in parallel, and nothing is written or said of them."""
    progress = Progress(fake(), SCENARIOS)
    with ThreadPoolExecutor(2) as pool:
        seen = list(pool.map(lambda scenario: observe(progress.subject, scenario, progress=progress), SCENARIOS))
    progress.finish()
    assert [2, 2] == [len(each.runs) for each in seen]
