"""Every certificate that was submitted for this version of the suite is valid, and reaches Core."""

from collections.abc import Mapping
from pathlib import Path

import token_conformance
from token_conformance.certify.certificate.container import read, write
from token_conformance.certify.certificate.verify import verify

Files = Mapping[str, bytes]

CERTIFIED = Path(__file__).parents[3] / "reports" / "certified"


def _problems(certified: Path) -> dict[str, tuple[str, ...]]:
    """The problems of each certificate of this version in a folder, by its name."""
    verified = {path.name: verify(read(path)) for path in sorted((certified / token_conformance.__version__).glob("*"))}
    return {
        name: found.problems if found.level else (*found.problems, "It does not reach Core.")
        for name, found in verified.items()
        if found.problems or not found.level
    }


def test_each_certificate_is_valid() -> None:
    """A certificate that was altered, is outdated, or does not reach Core is not accepted."""
    assert {} == _problems(CERTIFIED)


def test_each_folder_has_the_name_of_a_version() -> None:
    """A certificate in any other folder would not be verified."""
    assert [] == [path.name for path in CERTIFIED.iterdir() if path.name != "README.md" and not path.name[0].isdigit()]


def test_one_below_core_or_altered_is_found(files: Files, tmp_path: Path) -> None:
    """The check finds both kinds of problem."""
    write(tmp_path / token_conformance.__version__ / "low", files)
    write(tmp_path / token_conformance.__version__ / "false.zip", {**files, "report.md": b""})
    expected = {
        "false.zip": (
            "report.md was changed: its SHA-256 differs from the manifest.",
            "report.md does not show the findings.",
            "It does not reach Core.",
        ),
        "low": ("It does not reach Core.",),
    }
    assert expected == _problems(tmp_path)
