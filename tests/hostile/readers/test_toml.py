"""Any file of deviations, subject file, observation or description of a fault is read, or refused in plain lines."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from hypothesis import strategies as st

import mutations
from observing import GOOD, made_up
from properties import given
from token_conformance.certify.subject.file import load as load_subject
from token_conformance.deviations.deviation import DeviationsError
from token_conformance.deviations.loader import load, unknown_cells
from token_conformance.edge.faults.fault import NAMES, parse_fault
from token_conformance.errors import UserError
from token_conformance.live.observing.evidence_file import read as read_observation
from token_conformance.live.observing.evidence_file import written

SUITES = Path(__file__).parents[3] / "suites"
DEVIATIONS = (SUITES / "endpoints" / "deviations.toml").read_text().split("\n")[:60]
SUBJECTS = sorted((SUITES / "integrations" / "subjects").glob("*.toml"))

OneLine = Callable[..., AbstractContextManager[None]]

_VALUES = [
    "1",
    "-1",
    "0x" + "F" * 5_000,
    "9" * 5_000,
    "1e999",
    "nan",
    "inf",
    "true",
    "[]",
    "{}",
    '""',
    "'''\n[[deviation]]\n'''",
    '"""\na\n::error::x"""',
    '"\\u001b[2J"',
    '"' + "a" * 20_000 + '"',
    "[" * 20_000 + "]" * 20_000,
    "[[[[]]]]",
    "{a = {a = {a = 1}}}",
    "2026-11-24",
    "9999-12-31",
    "2026-11-24T00:00:00Z",
    "2026-13-45",
    "00:00:00",
    "[" + "{}," * 10_000 + "]",
]
_ADDED = [
    "a.a = 1",
    ".".join("a" * 20) + " = 1",
    ".".join("a" * 3_000) + " = 1",
    f"[{'.'.join('a' * 3_000)}]",
    "[[deviation]]",
    "[deviation]",
    "[subject]",
    "[[subject]]",
    "[configure]",
    '"\\u001b[2J" = 1',
    '"a\\nb" = 1',
    '"' + "a" * 10_000 + '" = 1',
    "=",
    "\x00",
    "# \u202e",
    *(["[[deviation]]\n" * 2_000, "\n".join(f"k{number} = 1" for number in range(2_000))]),
]
_KEY = re.compile(r"^(\s*[\w\"'.-]+\s*=\s*)(.*)$")


def _changed_line(draw: st.DrawFn, line: str) -> str:
    """The line with another value or key, or cut."""
    found = _KEY.match(line)
    match draw(st.sampled_from(["value", "value", "add", "cut", "key"])):
        case "value" if found:
            return found[1] + draw(st.sampled_from(_VALUES))
        case "key" if found:
            return draw(st.sampled_from(["endpoint", "a.b", '""', "x" * 2_000])) + " = " + found[2]
        case "cut":
            return line[: draw(st.integers(0, len(line)))]
    return f"{line}\n{draw(st.sampled_from(_ADDED))}"


def _mutated(draw: st.DrawFn, lines: list[str]) -> mutations.Example:
    text = mutations.mutated_lines(draw, lines, _changed_line)
    return mutations.mutated_bytes(draw, text.encode("utf-8", "surrogatepass"))


@st.composite
def hostile_deviations(draw: st.DrawFn) -> mutations.Example:
    """Committed deviations that were changed in their values, lines or bytes."""
    return _mutated(draw, DEVIATIONS)


@given(example=hostile_deviations())
def test_any_deviations_are_read_or_refused(one_line: OneLine, file: Path, example: mutations.Example) -> None:
    """Each problem is one line, and there are few of them."""
    file.write_bytes(example.content)
    with one_line():
        try:
            deviations = load(file)
        except DeviationsError as error:
            raise UserError(str(error)) from error
        if problems := unknown_cells(deviations, []):
            raise UserError("\n".join(problems))


@st.composite
def hostile_subjects(draw: st.DrawFn) -> mutations.Example:
    """The file of a public client that was changed in its values, lines or bytes."""
    return _mutated(draw, draw(st.sampled_from(SUBJECTS)).read_text().split("\n"))


@given(example=hostile_subjects())
def test_any_subject_file_is_read_or_refused(one_line: OneLine, file: Path, example: mutations.Example) -> None:
    """As `certify lint` reads it."""
    subject = file.with_name("curl.toml")
    subject.write_bytes(example.content)
    with one_line(most_lines=10_000):
        load_subject(subject)


OBSERVATION = written(made_up(GOOD)).split("\n")


@st.composite
def hostile_observations(draw: st.DrawFn) -> mutations.Example:
    """The evidence file of an observation that was changed in its values, lines or bytes."""
    return _mutated(draw, OBSERVATION)


@given(example=hostile_observations())
def test_any_observation_is_read_or_refused(one_line: OneLine, file: Path, example: mutations.Example) -> None:
    """As `fidelity --observations` reads it: one line says what is wrong."""
    file.write_bytes(example.content)
    with one_line(most_lines=1):
        read_observation(file)


_ARGUMENTS = ["", ":", ":processed", ":name", ":0.1", ":" + "9" * 400, ":99999999999", ":1.", ":²", ":٣", ":1e9"]
_LIMITS = ["", "@", "@after=1", "@every=" + "1" * 5_000, "@path=" + "a" * 5_000, "@first=0,every=x", "@a=\x1b", "@,,"]


@given(
    text=st.text(max_size=20)
    | st.builds(
        lambda *parts: "".join(parts),
        st.sampled_from(NAMES) | st.sampled_from(mutations.ODD_TEXTS),
        st.sampled_from(_ARGUMENTS) | st.text(max_size=4),
        st.sampled_from(_LIMITS) | st.text(max_size=4),
    )
)
def test_any_description_of_a_fault_is_read_or_refused(one_line: OneLine, text: str) -> None:
    """As `edge --fault` reads it."""
    with one_line():
        parse_fault(text)
