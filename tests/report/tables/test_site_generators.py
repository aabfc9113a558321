"""The lines of the page on tables, in real builds of Sphinx and MkDocs, which a night installs from PyPI."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest

from shown_tables import HARD, rows_of_html
from token_conformance.report.tables.formats import FORMATS
from token_conformance.report.tables.table import Table

pytestmark = [pytest.mark.slow, pytest.mark.nightly]

ROOT = Path(__file__).parents[3]
PAGE = ROOT.joinpath("docs", "tables.md").read_text(encoding="utf-8")
NAMED = 'jira-platform/get-issue "GET /rest/api/3/issue/A-1/watchers" "GET /rest/api/3/search" scopes legend'
LABELS = [
    "○ recognised (inferred, S1+S4)",
    "○ recognised (inferred, G1+G4)",
    "∅ stranger 404 (inferred, S1+S2)",
    "○ recognised (inferred, G1+G4)",
]

MISSPELT = "Atlassian does not publish GET /rest/api/3/issue/A-1/wachers; did you mean"

Build = Callable[..., tuple[int, str]]
SPHINX = ("sphinx", "-W", "-q", "-b", "html", ".", "_build")
MKDOCS = ("mkdocs", "build", "--strict")


def block(name: str) -> str:
    """The file with this name that the page tells to write."""
    found = re.search(rf"<!-- {re.escape(name)} -->\n```python\n(.*?)```", PAGE, re.DOTALL)
    assert found
    return found[1]


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """Run a generator in a folder, for its exit status and what it prints; it is not installed into the environment."""
    tools = tmp_path_factory.mktemp("tools")
    install = [sys.executable, "-m", "pip", "install", "-q", "--target", str(tools), "sphinx", "mkdocs"]
    if subprocess.run(install, capture_output=True, check=False).returncode:
        refuse = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        refuse("Sphinx and MkDocs could not be installed from PyPI")
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(tools), str(ROOT / "src")])}

    def run(folder: Path, *words: str) -> tuple[int, str]:
        command = [sys.executable, "-m", *words]
        ended = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
        return ended.returncode, ended.stdout + ended.stderr

    return run


def labels(html: str) -> list[str]:
    """The labels of the row that is not recorded, in the first table of a page."""
    (row,) = (row for row in rows_of_html(html) if row[0].endswith("/watchers"))
    return row[1:5]


def test_sphinx_builds_a_page_with_a_table(build: Build, tmp_path: Path) -> None:
    """Without a warning, by the lines for its `conf.py`; the source has the table afterwards."""
    tmp_path.joinpath("conf.py").write_text(block("conf.py"))
    source = tmp_path / "index.rst"
    source.write_text(f"Title\n=====\n\n.. token-conformance: table {NAMED}\n.. token-conformance: end\n")
    assert (0, f"{source}: written\n") == build(tmp_path, *SPHINX)
    html = tmp_path.joinpath("_build", "index.html").read_text(encoding="utf-8")
    assert LABELS == labels(html)
    assert "S2: An anonymous caller reaches exactly" in html
    assert ".. list-table::" in source.read_text()
    source.write_text(source.read_text().replace("A-1/watchers", "A-1/wachers"))
    status, printed = build(tmp_path, *SPHINX)
    assert (True, True) == (status > 0, f"{source}:4: {MISSPELT}" in printed)


def test_mkdocs_builds_a_page_with_a_table(build: Build, tmp_path: Path) -> None:
    """In its strict mode, by the hook; the page has no backslash that a writer had to put there."""
    docs = tmp_path / "docs"
    docs.mkdir()
    tmp_path.joinpath("tables.py").write_text(block("tables.py"))
    tmp_path.joinpath("mkdocs.yml").write_text("site_name: Mine\nhooks: [tables.py]\n")
    docs.joinpath("index.md").write_text(
        f"# Title\n\n<!-- token-conformance: table {NAMED} -->\n<!-- token-conformance: end -->\n"
    )
    hard = Table(("Plain", "Note"), tuple((value, "x") for value in HARD), "Recorded from x|{y}.")
    docs.joinpath("hard.md").write_text(f"# Hard\n\n{FORMATS['github'](hard)}\n")
    assert 0 == build(tmp_path, *MKDOCS)[0]
    html = tmp_path.joinpath("site", "index.html").read_text(encoding="utf-8")
    assert LABELS == labels(html)
    assert "site: https://SITE.atlassian.net/…" in unescape(html)
    shown = rows_of_html(tmp_path.joinpath("site", "hard", "index.html").read_text(encoding="utf-8"))
    assert [*map(list, hard.rows)] == [row for row in shown if row[-1] == "x"]
    docs.joinpath("index.md").write_text(docs.joinpath("index.md").read_text().replace("A-1/watchers", "A-1/wachers"))
    status, printed = build(tmp_path, *MKDOCS)
    assert (True, True) == (status > 0, f"{docs / 'index.md'}:3: {MISSPELT}" in printed)
