"""An explanation does not depend on what a service, a terminal or an editor puts around the lines of a paste."""

from collections.abc import Callable

from for_each import for_each
from symptoms import Symptom, ids, symptoms
from token_conformance.advice import explain

LINES: list[Callable[[str], str]] = [
    lambda line: f"{line}\r",
    lambda line: f"\x1b[31m{line}\x1b[0m",
    lambda line: f"\x1b[?25l\x1b[38:5:9m{line}\x1b(B\x1b[m",
    lambda line: f"    {line}",
    lambda line: f"2026-03-01T10:11:12.3456789Z {line}",
    lambda line: f"2026-03-01 10:11:12,345 {line}",
    lambda line: f"[10:11:12] {line}",
    lambda line: f"Mar  1 10:11:12 host job[123]: {line}",
    lambda line: f"app-1  | {line}",
    lambda line: line.replace('"', '\\"'),
]
SAMPLE = [one for one in symptoms() if one.text_decides and not one.is_bare][::3]


@for_each("change", LINES)
@for_each("symptom", SAMPLE)
def test_the_first_cause_is_the_same(change: Callable[[str], str], symptom: Symptom) -> None:
    """Colours, line ends, indents, times, names of containers, and marks before quotes say nothing about the cause."""
    paste = symptom.paste
    changed = "\n".join(map(change, paste.splitlines()))
    assert ids(explain(paste))[:1] == ids(explain(changed))[:1]


@for_each("around", ["```\n{}\n```", "Hello, my program fails.\n\n{}\n\nThanks for any help.", "\n\n{}\n\n"])
@for_each("symptom", SAMPLE)
def test_words_around_a_paste_say_nothing(around: str, symptom: Symptom) -> None:
    """People greet and thank."""
    paste = symptom.paste
    assert ids(explain(paste))[:1] == ids(explain(around.replace("{}", paste)))[:1]
