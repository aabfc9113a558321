"""Writes `figures.md`: how often explanations of the public symptoms are right, and what each rule carries.

python tests/helpers/explain_figures.py --write
"""

import random
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from symptoms import Symptom, symptoms
from token_conformance.advice.explanation.explanation import Explanation, Verdict, explained, used_rules
from token_conformance.advice.explanation.facts import Facts
from token_conformance.advice.explanation.rules import rules

FILE = Path(__file__).parent.parent / "advice" / "explanation" / "figures.md"
_SEED = 16
_SHARE = 0.7


_ABOUT = """\
Made by `python tests/helpers/explain_figures.py --write` from `symptoms.toml`: failures from public threads. The rules
were written with a random 70 % of them at hand, and the rest was measured afterwards. What the threads say was known
before, so the second line is no proof for pastes that nobody has seen.

| pastes | A | B | C | D |"""


def figures() -> str:
    """The document."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    facts = {one.id: Facts.of(one.paste) for one in symptoms()}
    found = {name: explained(fact) for name, fact in facts.items()}
    yield "# How often `explain` is right"
    yield ""
    yield from _ABOUT.splitlines()
    yield "|---|---|---|---|---|"
    names = sorted(found)
    random.Random(_SEED).shuffle(names)  # noqa: S311  # the same draw every time
    known = set(names[: round(_SHARE * len(names))])
    for title, chosen in (("70 %", known), ("30 %", set(names) - known), ("all", set(names))):
        yield _row(title, [one for one in symptoms() if one.id in chosen], found)
    yield ""
    yield "A: the cause is among the four, of pastes with more than a status. B: it is first where the text decides."
    yield "C: a status alone cannot be told. D: the kind of token or scopes are first without a reason."
    yield ""
    yield "The cause is not among the four of: " + ", ".join(
        f"`{one.id}` ({one.cause})" for one in symptoms() if not one.is_bare and not one.is_in(found[one.id])
    )
    yield ""
    yield from _by_rule(facts, found)


def _row(title: str, rows: Sequence[Symptom], found: Mapping[str, Explanation]) -> str:
    telling = [one for one in rows if not one.is_bare]
    decided = [one for one in telling if one.text_decides]
    bare = [one for one in rows if one.is_bare]
    cells = (
        f"{sum(one.is_in(found[one.id]) for one in telling)} of {len(telling)}",
        f"{sum(one.is_first_in(found[one.id]) for one in decided)} of {len(decided)}",
        f"{sum(found[one.id].verdict is Verdict.CANNOT_BE_TOLD for one in bare)} of {len(bare)}",
        f"{sum(one.blames_the_kind(found[one.id]) for one in rows)}",
    )
    return f"| {title} | {' | '.join(cells)} |"


def _by_rule(facts: Mapping[str, Facts], found: Mapping[str, Explanation]) -> Iterator[str]:
    carried: dict[str, list[str]] = {rule.id: [] for rule in rules()}
    for name, fact in facts.items():
        for rule in used_rules(fact):
            carried[rule.id].append(name)
    right = {one.id for one in symptoms() if one.is_in(found[one.id])}
    single = {rule: names[0] for rule, names in carried.items() if len(names) == 1}
    yield f"## The {len(carried)} rules"
    yield ""
    yield f"{len(single)} rules carry one paste only:"
    yield ", ".join(f"`{rule}` ({name})" for rule, name in single.items()) + "."
    yield ""
    unused = [rule for rule, names in carried.items() if not names]
    yield f"{len(unused)} rules carry none; they are for failures that are known from documentation and measurements:"
    yield ", ".join(f"`{rule}`" for rule in unused) + "."
    yield ""
    yield "| rule | pastes | of them with the cause among the four |"
    yield "|---|---|---|"
    for id_, names in carried.items():
        if len(names) > 1:
            yield f"| `{id_}` | {len(names)} | {len(right & set(names))} |"


if __name__ == "__main__":
    if "--write" in sys.argv:
        FILE.write_text(figures(), encoding="utf-8")
    else:
        sys.stdout.write(figures())
