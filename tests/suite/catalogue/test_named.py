"""The suite of the whole catalogue as the command line names it."""

from pathlib import Path

import pytest

from token_conformance.errors import UserError
from token_conformance.suite.catalogue.named import cells_of_ids, has_calls, is_left_out

CALLS = """
from token_conformance.suite.catalogue.mark import every_call_of as calls

class TestJira:
    @calls("jsm")
    def test_jsm(self, ask): ...

@calls("confluence-v2")
def test_confluence(ask): ...

@calls("nothing")
def test_nothing(ask): ...
"""


@pytest.fixture
def suite(tmp_path: Path) -> Path:
    """A folder that is recognised as the suite of the whole catalogue, beside another suite."""
    folder = tmp_path / "suites" / "catalogue"
    folder.mkdir(parents=True)
    (folder / "test_every_call.py").write_text(CALLS)
    (tmp_path / "suites" / "test_mine.py").write_text("def test_mine(): ...")
    return folder


@pytest.mark.parametrize(
    ("named", "is_out"),
    [("", True), ("suites", True), ("suites/catalogue", False), ("suites/catalogue/test_every_call.py", False)],
)
def test_the_suite_is_left_out_unless_it_is_named(named: str, is_out: bool, suite: Path, tmp_path: Path) -> None:
    """A folder above it does not name it."""
    assert is_out == is_left_out(suite, [tmp_path / "elsewhere", tmp_path / named])


def test_only_the_folder_of_the_suite_is_left_out(suite: Path, tmp_path: Path) -> None:
    """It is recognised by its name and its file."""
    assert not is_left_out(suite.parent, [tmp_path])
    (suite / "test_every_call.py").rename(suite / "test_own_calls.py")
    assert not is_left_out(suite, [tmp_path])


@pytest.mark.parametrize(
    ("named", "expected"),
    [
        ("suites", False),
        ("suites/test_mine.py", False),
        ("suites/catalogue", True),
        ("suites/../suites/catalogue/test_every_call.py::test_confluence[get-pages-none-site]", True),
    ],
)
def test_calls_are_known_before_the_collection(
    named: str, expected: bool, suite: Path, tmp_path: Path, pytester: pytest.Pytester
) -> None:
    """By the files that will be collected: those of a suite that is left out do not count."""
    assert suite.is_dir()
    assert expected == has_calls(pytester.parseconfig(f"--rootdir={tmp_path}", str(tmp_path / named)))


def test_cells_are_found_by_their_node_ids(suite: Path, tmp_path: Path) -> None:
    """Also those of a class and of a group; other tests are not cells."""
    file = (suite / "test_every_call.py").relative_to(tmp_path)
    ids = [
        f"{file}::test_confluence[get-pages-id-scoped-gateway]@group",
        f"{file}::TestJira::test_jsm[get-info-none-site]",
        f"{file}::test_confluence[get-nothing-none-site]",
        f"{file}::test_nothing[get-info-none-site]",
        "suites/test_mine.py::test_mine",
        "suites/test_absent.py::test_mine",
    ]
    found = [cell.id for cell in cells_of_ids(tmp_path, ids)]
    assert ["catalogue/confluence-v2/get-pages-id/scoped-gateway", "catalogue/jsm/get-info/none-site"] == found


def test_a_file_that_cannot_be_read_is_an_error_of_the_user(suite: Path, tmp_path: Path) -> None:
    """The message names it."""
    (suite / "test_every_call.py").write_text("every_call_of = 1 / 0")
    with pytest.raises(UserError, match=r"test_every_call\.py: the suite cannot be read \(ZeroDivisionError"):
        cells_of_ids(tmp_path, ["suites/catalogue/test_every_call.py::test_jsm[get-info-none-site]"])
