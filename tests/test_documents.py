"""The documentation: its links lead somewhere, and it names every option of every command, and no other one."""

import csv
import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from token_conformance.certify.gate import document
from token_conformance.cli import COMMANDS, main
from token_conformance.commands import catalogue, certify
from token_conformance.report.tables import formats

PAGES = [Path("README.md"), Path("CONTRIBUTING.md"), *sorted(Path("docs").glob("*.md"))]
LINKED = [
    *PAGES,
    *(Path(name) for name in ("ARCHITECTURE.md", "CHANGELOG.md", "SECURITY.md")),
    *(path for folder in ("examples", "reports", "suites") for path in sorted(Path(folder).rglob("*.md"))),
    *sorted(Path("src").rglob("*.md")),
]
TEXT = "\n".join(path.read_text(encoding="utf-8") for path in PAGES)

STEPS = [f"{name} {step}" for name, one in (("catalogue", catalogue), ("certify", certify)) for step in one.STEPS]
NAMES = [*(COMMANDS.keys() - {"catalogue", "certify", "run"}), *STEPS]
"""The commands that have options; those of `run` are pytest's."""

CATALOGUE = Path("src/token_conformance/catalogue")

_FENCED = re.compile(r"^( *)```.*?^\1``` *$", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]*[a-z]")
_COMMAND = re.compile(r"token-conformance ((?:[^`\n|]|\\\n)+)")
_ASKED = {"certify init"}
"""Commands of which a page names only some options, and the help for the others."""


def anchors(page: Path) -> set[str]:
    """The anchors of the headings of a page, as GitHub makes them."""
    headings = re.findall(r"^#+ (.*)$", _FENCED.sub("", page.read_text(encoding="utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def broken(page: Path) -> Iterator[str]:
    """The links of a page to files or headings that do not exist."""
    for link in _LINK.findall(_FENCED.sub("", page.read_text(encoding="utf-8"))):
        path, _, anchor = link.partition("#")
        target = page.parent / path if path else page
        if "://" not in link and not (target.exists() and (not anchor or anchor in anchors(target))):
            yield link


@pytest.mark.parametrize("page", LINKED, ids=str)
def test_links_between_files_lead_somewhere(page: Path) -> None:
    """The file is there, and so is the heading."""
    assert [] == list(broken(page))


def test_a_link_that_leads_nowhere_is_found(tmp_path: Path) -> None:
    """The check can fail."""
    page = tmp_path / "page.md"
    page.write_text(
        "# A heading: one\n[a](page.md#a-heading-one) [b](#other) [c](none.md) [d](https://example.com/#x)\n"
    )
    assert ["#other", "none.md"] == list(broken(page))


def options(name: str, capsys: pytest.CaptureFixture[str]) -> set[str]:
    """The options of a command, as its help names them."""
    with pytest.raises(SystemExit):
        main([*name.split(), "--help"])
    lines = capsys.readouterr().out.splitlines()
    return {option for line in lines if line.startswith("  -") for option in _OPTION.findall(line)} - {"--help"}


def used(name: str) -> set[str]:
    """The options with which the pages show a command; what is behind `--` is another command."""
    shown = (re.split(r"\s--\s|;| && ", line + " ")[0] for line in _COMMAND.findall(TEXT))
    return {option for line in shown if f"{line} ".startswith(f"{name} ") for option in _OPTION.findall(line)}


@pytest.mark.parametrize("name", sorted(NAMES))
def test_the_pages_name_every_option_and_no_other_one(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """An option that no page names is found by nobody, and one that does not exist is a wrong page."""
    there = options(name, capsys)
    named = set(_OPTION.findall(TEXT))
    assert set() == used(name) - there
    assert set() == (set() if name in _ASKED else there - named)


def table(name: str) -> list[dict[str, str]]:
    """The rows of a table of the catalogue."""
    return list(csv.DictReader((CATALOGUE / name).read_text(encoding="utf-8").splitlines()))


def test_figures_are_those_of_the_data() -> None:
    """What the pages count is counted here: a figure that was true once is found."""
    rows = table("operations.csv")
    calls, families = len({(row["method"], row["site_path"]) for row in rows}), len(table("family_operations.csv"))
    kinds = len(tomllib.loads((CATALOGUE / "credentials.toml").read_text(encoding="utf-8"))["credential"])
    cells = len(json.loads(Path("reports/results.json").read_text(encoding="utf-8"))["cells"])
    every = f"{calls * 6 + families * 3:,} cells"  # three credentials, at two URL forms, and at the host of a family
    said = {
        "README.md": [f"replays {cells} recorded calls"],
        "docs/catalogue.md": [f"({calls:,} of\nJira", f"and {families} of the families", every],
        "docs/edge.md": [f"all {kinds} kinds of credential", f"has {kinds} kinds of credential"],
        "docs/performance.md": [f"endpoints, {cells} cells", f"all {every}"],
    }
    pages = {name: Path(name).read_text(encoding="utf-8") for name in said}
    assert [] == [f"{name}: {words}" for name, each in said.items() for words in each if words not in pages[name]]


def test_numbers_of_formats_are_those_of_the_code() -> None:
    """A program that reads the JSON looks at them."""
    assert f'member `"format": {formats.FORMAT}`' in Path("docs/tables.md").read_text(encoding="utf-8")
    assert f'has `"format": {document.FORMAT}`' in Path("docs/certify.md").read_text(encoding="utf-8")
