"""What a certificate contains is harmless in what `certify verify` and `certify pack` show of it."""

import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from canaries import CANARY, COMMAND, harmful, with_canaries
from token_conformance._version import __version__
from token_conformance.certify.certificate.container import read, write
from token_conformance.certify.certificate.derived import MANIFEST, manifest
from token_conformance.certify.certificate.pack import packed
from token_conformance.cli import main
from token_conformance.errors import UserError

pytestmark = [pytest.mark.slow, pytest.mark.nightly]

CERTIFICATE = Path(__file__).parents[2] / "reports" / "certified" / __version__ / "reference.zip"
OBSERVATION = "observations/untrusted-certificate.json"

Files = dict[str, bytes]


@pytest.fixture(scope="module")
def files() -> Files:
    """The files of a valid certificate."""
    return dict(read(CERTIFICATE))


def shown(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """The output of a command, which is harmless."""
    main(arguments)
    output = capsys.readouterr()
    assert [] == harmful(output.out) + harmful(output.err)
    return output.out + output.err


def changed(files: Files, canary: str) -> Iterator[Files]:
    """Each text of the subject, of the record of the run and of an observation, changed."""
    subject, quoted = files["subject.toml"].decode(), json.dumps(canary).replace("\x7f", "\\u007f")
    for value in dict.fromkeys(re.findall(r'"[^"\n]*"', subject)):
        yield {"subject.toml": subject.replace(value, quoted).encode()}
    for name in ("run.json", OBSERVATION):
        for document in with_canaries(json.loads(files[name]), canary):
            yield {name: json.dumps(document).encode()}


def certified(files: Files) -> Files:
    """The files with all that follows from them, as somebody makes it who has this program too."""
    evidence = {name: text for name, text in files.items() if name.startswith("observations/")}
    try:
        return dict(packed({**evidence, "subject.toml": files["subject.toml"], "run.json": files["run.json"]}).files)
    except UserError:
        return {**files, MANIFEST: manifest({name: text for name, text in files.items() if name != MANIFEST})}


@pytest.mark.parametrize("canary", [CANARY, COMMAND], ids=["everything", "command"])
def test_certificates(canary: str, files: Files, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A certificate that is altered and one that is made anew: each problem is a line, and a name is not a command."""
    for number, change in enumerate(changed(files, canary)):
        altered, anew = tmp_path / f"{number}-altered", tmp_path / f"{number}-anew"
        write(altered, {**files, **change})
        shown(capsys, "certify", "verify", str(altered))
        shown(capsys, "certify", "pack", str(altered), "-o", str(tmp_path / f"{number}-packed"))
        if "subject.toml" in change:
            write(anew, certified({**files, **change}))
            shown(capsys, "certify", "verify", str(anew))


@pytest.mark.parametrize("canary", [CANARY, COMMAND], ids=["everything", "command"])
def test_names_in_an_archive(canary: str, files: Files, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An entry that is not listed, a path to another folder, and the comment of the archive."""
    for name in (canary, f"observations/{canary}.json", f"../{canary}"):
        path = tmp_path / f"{canary[:8].replace(':', '')}.zip"
        with zipfile.ZipFile(path, "w") as archive:
            for entry, content in {**files, name: b"{}"}.items():
                archive.writestr(entry, content)
            archive.comment = canary.encode()
        assert "refused" in shown(capsys, "certify", "verify", str(path))


def test_a_manifest_with_canaries(files: Files, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A line of it, and the name in a line."""
    for number, text in enumerate((CANARY, f"{'0' * 64}  {CANARY}\n", f"{'0' * 64}  {COMMAND}\n")):
        write(tmp_path / str(number), {**files, MANIFEST: files[MANIFEST] + text.encode()})
        assert "refused" in shown(capsys, "certify", "verify", str(tmp_path / str(number)))
