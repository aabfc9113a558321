"""A product that only a person can drive: says what to do, and asks what came of it."""

import time
from collections.abc import Callable, Mapping
from shlex import quote

from token_conformance.integrations.observation import Ended
from token_conformance.integrations.process import Completed

Ask = Callable[[str], str]
"""Shows a person a text and gives back the line that they enter, as `input` does."""


def drive(instruction: str, variables: Mapping[str, str], ask: Ask) -> Completed:
    """Have a person do what the instruction says; its exit status is 0 where the product called it a success."""
    started = time.monotonic()
    settings = "".join(f"  {name}={quote(value)}\n" for name, value in variables.items())
    ask(f"\nStart the product with these variables set:\n{settings}\n{instruction}\nPress Enter when that is done. ")
    succeeded = _yes_or_no("Does the product say that it went well? [y/n] ", ask)
    shown = _lines("What does it show? Copy it to here, and end with an empty line.\n", ask)
    seconds = round(time.monotonic() - started, 3)
    return Completed(Ended.MANUAL, 0 if succeeded else 1, shown.encode(), b"", seconds)


def _yes_or_no(question: str, ask: Ask) -> bool:
    while (answer := ask(question).strip().lower()) not in {"y", "yes", "n", "no"}:
        question = "Please answer y or n: "
    return answer.startswith("y")


def _lines(question: str, ask: Ask) -> str:
    lines = [ask(question)]
    while lines[-1]:
        lines.append(ask(""))
    return "\n".join(lines)
