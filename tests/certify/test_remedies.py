"""Remedies: in terms of HTTP or of a library, and never of a product."""

import json
import re
from importlib.resources import files
from pathlib import Path

import pytest

from token_conformance.certify.remedies import libraries, with_library
from token_conformance.certify.requirements import REQUIREMENTS
from token_conformance.certify.subject import file as subject_file
from token_conformance.certify.subject.lint import problems_of

SUBJECTS = sorted((Path(__file__).parents[2] / "suites/integrations/subjects").glob("*.toml"))
REMEDIES = {(library, id_): with_library(id_, library) for library in libraries() for id_ in REQUIREMENTS} | {
    ("HTTP", id_): requirement.remedy for id_, requirement in REQUIREMENTS.items()
}
LONGEST = 160


@pytest.mark.parametrize("path", SUBJECTS, ids=lambda path: path.stem)
def test_no_remedy_names_a_subject(path: Path) -> None:
    """What to change is the same for every product that does the same thing."""
    subject = subject_file.load(path)
    named = {
        subject.product,
        *(pin.split("==")[0] for pin in subject.pypi),
        *(pin.rpartition("@")[0] for pin in subject.npm),
    }
    words = {name for name in named | {subject.name} if name not in {*libraries(), "jira", "reference"}}
    pattern = re.compile("|".join(map(re.escape, words)) or "(?!)", re.IGNORECASE)
    assert [] == [where for where, remedy in REMEDIES.items() if pattern.search(remedy)]


def test_a_remedy_is_short() -> None:
    """Each sentence fits two lines of a terminal."""
    sentences = [sentence for remedy in REMEDIES.values() for sentence in re.split(r"(?<=\.) ", remedy)]
    assert LONGEST >= max(map(len, sentences))


def test_every_remedy_is_of_a_requirement() -> None:
    """A row of the table that no requirement reads would be lost."""
    known = {id_ for library, id_ in REMEDIES if library in libraries() and REMEDIES[library, id_]}
    assert set(REQUIREMENTS) >= known
    assert 40 < sum(bool(remedy) for (library, _), remedy in REMEDIES.items() if library != "HTTP")


def test_a_library_that_is_not_known_has_no_remedy() -> None:
    """A subject file need not name one."""
    assert ("", "") == (with_library("T5", ""), with_library("T1", "requests"))
    assert with_library("T5", "requests").startswith("Leave `verify` at `True`")


def test_schema_and_linter_know_the_same_libraries() -> None:
    """An editor and the linter agree."""
    schema = json.loads(files("token_conformance.certify.subject").joinpath("subject.schema.json").read_text("utf-8"))
    assert list(libraries()) == schema["properties"]["subject"]["properties"]["http"]["enum"]


@pytest.mark.parametrize(("value", "is_right"), [('"axios"', True), ('"requets"', False), ("[]", False)])
def test_an_unknown_library_is_one_line(value: str, is_right: bool) -> None:  # the case
    """The line lists those that are known."""
    text = SUBJECTS[0].read_text(encoding="utf-8")
    text = re.sub(r"^http = .*\n", "", text, flags=re.MULTILINE).replace("[subject]\n", f"[subject]\nhttp = {value}\n")
    problems = problems_of(text, "a.toml")
    assert is_right == (not problems)
    assert is_right or ("subject.http:" in problems[0] and "requests, httpx" in problems[0])
