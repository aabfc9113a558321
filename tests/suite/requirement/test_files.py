"""The files of suites, by their names and by what is in them."""

from pathlib import Path

import pytest

from token_conformance.suite.requirement.files import collected_files, has_endpoints, misnamed, python_files

MARKED = "@endpoint('GET /rest/api/3/myself')\ndef test_it(send): ...\n"


def write(root: Path, *names: str) -> None:
    """Create files with an endpoint."""
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(MARKED)


def test_they_are_those_that_pytest_collects(tmp_path: Path) -> None:
    """Folders that it does not enter are left out, and a file that is named is taken whatever its name is."""
    write(tmp_path, "b/test_x.py", "a/y_test.py", "a/z.py", ".venv/test_v.py", "node_modules/n/test_n.py")
    expected = ["a/y_test.py", "b/test_x.py", "a/z.py"]
    found = collected_files([tmp_path, tmp_path / "a" / "z.py", tmp_path / "nowhere"])
    assert [tmp_path / name for name in expected] == found
    assert [tmp_path / name for name in ("a/y_test.py", "a/z.py", "b/test_x.py")] == python_files([tmp_path])


def test_a_file_that_pytest_does_not_collect_is_named(tmp_path: Path) -> None:
    """Its endpoints would be forgotten without a word."""
    write(tmp_path, "test_x.py", "jira.py", "y_test.py")
    (tmp_path / "conftest.py").write_text(f"SUITE = {MARKED!r}")
    (line,) = misnamed(python_files([tmp_path]))
    assert line == (
        f"{tmp_path}/jira.py: pytest collects only test_*.py and *_test.py, so its endpoints are not tested;"
        " rename it to test_jira.py"
    )


@pytest.mark.parametrize(
    ("text", "has"),
    [
        (MARKED, True),
        (MARKED.replace("@", "@token_conformance."), True),
        ("@endpoint\ndef test_it(send): ...", True),
        (f"class TestIt:\n    {MARKED}".replace("\ndef", "\n    def"), True),
        (f"SUITE = {MARKED!r}", False),
        ("def test_it(endpoint): ...", False),
        ("@endpoint(\n", True),
        ("\0@endpoint", True),
        ("def", False),
    ],
)
def test_only_a_mark_makes_an_endpoint(text: str, has: bool, tmp_path: Path) -> None:
    """A mark that is only quoted does not; what cannot be parsed may have one."""
    (tmp_path / "test_x.py").write_text(text)
    assert has is has_endpoints(tmp_path / "test_x.py")
