"""Where a foreign suite is run: its files, its environment, and the values that lead its tests to an edge."""

import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from foreign.suite import Suite

HERE = Path(__file__).parent


def get_files(suite: Suite, clone: Path | None, folder: Path) -> None:
    """Put the files of a suite into a folder, from a clone or from the package index, with its rewritten fixtures."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    if suite.index:
        _unpack(_from_index(suite, folder.parent), folder, strip=1)
    elif clone is None:
        raise SystemExit(
            f"{suite.name}: no package index ships this suite; name a clone with --clone {suite.name}=PATH"
        )
    else:
        _from_clone(suite, clone, folder)


def adapt(suite: Suite, folder: Path, values: Mapping[str, str]) -> None:
    """Write the fixture files of a suite, and rewrite the texts of those that it has."""
    for name, content in suite.files.items():
        (folder / name).write_text(fill(content, values), encoding="utf-8")
    for file, old, new in suite.rewrites:
        text = (folder / file).read_text(encoding="utf-8")
        if old not in text:
            raise SystemExit(
                f"{suite.name}: {file} does not contain {old!r}; its commit is another one than {suite.pinned}"
            )
        (folder / file).write_text(text.replace(old, fill(new, values)), encoding="utf-8")


def fill(text: str, values: Mapping[str, str]) -> str:
    """A text with `{name}` replaced by the value of that name; all other braces stay."""
    for name, value in values.items():
        text = text.replace(f"{{{name}}}", value)
    return text


def prepare(suite: Suite, environment: Path) -> Path:
    """Install the packages of a suite, if they are not installed there already; the folder of its programs."""
    return install(suite.packages, environment, is_python=suite.runner == "pytest")


def install(packages: Sequence[str], environment: Path, *, is_python: bool) -> Path:
    """Install packages by pip or npm, if they are not installed there already; the folder of their programs."""
    programs = environment / ("bin" if is_python else "node_modules/.bin")
    mark = environment / "installed.txt"
    wanted = "\n".join(packages)
    if mark.is_file() and mark.read_text(encoding="utf-8") == wanted:
        return programs
    shutil.rmtree(environment, ignore_errors=True)
    environment.mkdir(parents=True)
    if is_python:
        _run([sys.executable, "-m", "venv", "--without-pip", str(environment)])
        pip = [sys.executable, "-m", "pip", "--python", str(programs / "python"), "install", "-q"]
        _run([*pip, "--disable-pip-version-check", *packages])
    else:
        _run(["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(environment), *packages])
    mark.write_text(wanted, encoding="utf-8")
    return programs


def command(suite: Suite, programs: Path, folder: Path) -> list[str]:
    """The command that runs the tests of a suite in its folder."""
    if suite.runner == "pytest":
        return [str(programs / "python"), "-m", "pytest", "-q", "-p", "pytest_times", *suite.arguments]
    modules = folder / "node_modules"
    if not modules.exists():
        modules.symlink_to(programs.parent)
    vitest = modules / "vitest" / "vitest.mjs"
    return [str(programs / "node"), str(vitest), "run", "--reporter", str(HERE / "vitest_times.mjs"), *suite.arguments]


def variables(suite: Suite, folder: Path, tests: Path, values: Mapping[str, str]) -> dict[str, str]:
    """The environment variables of a run, without those that lead to the edge."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    paths = os.pathsep.join((str(HERE), str(folder), str(folder / "src")))
    given = {name: fill(value, values) for name, value in suite.variables.items()}
    return kept | {"PYTHONPATH": paths, "FOREIGN_TESTS": str(tests)} | given


def _from_index(suite: Suite, folder: Path) -> Path:
    """The source distribution that a suite is shipped in, by its hash."""
    downloads = folder / "downloads"
    pip = [
        sys.executable,
        "-m",
        "pip",
        "download",
        "-q",
        "--disable-pip-version-check",
        "--no-deps",
        "--no-binary=:all:",
    ]
    name, _, version = suite.index.partition("==")
    file = downloads / f"{name.replace('-', '_')}-{version}.tar.gz"
    if not file.is_file():
        _run([*pip, "--dest", str(downloads), suite.index])
    if hashlib.sha256(file.read_bytes()).hexdigest() != suite.pinned:
        raise SystemExit(f"{file}: does not have the SHA-256 {suite.pinned}; remove it, so that it is fetched again")
    return file


def _from_clone(suite: Suite, clone: Path, folder: Path) -> None:
    git = ["git", "-C", str(clone)]
    look = [*git, "cat-file", "-e", suite.pinned]
    has_commit = subprocess.run(look, capture_output=True, check=False).returncode == 0
    commit = suite.pinned if has_commit else _output([*git, "rev-parse", "HEAD"]).strip()
    if commit != suite.pinned:
        print(f"{suite.name}: {clone} lacks the commit {suite.pinned}; its HEAD {commit} is run instead", flush=True)
    archive = folder.with_suffix(".tar")
    _run([*git, "archive", "--output", str(archive), commit])
    _unpack(archive, folder, strip=0)
    archive.unlink()


def _unpack(archive: Path, folder: Path, strip: int) -> None:
    with tarfile.open(archive) as files:
        for member in files.getmembers():
            member.name = "/".join(member.name.split("/")[strip:])
            if member.name:
                files.extract(member, folder, filter="data")


def _run(arguments: Sequence[str]) -> None:
    finished = subprocess.run(arguments, capture_output=True, text=True, check=False)
    if finished.returncode:
        last = (finished.stderr.strip() or finished.stdout.strip()).splitlines()[-1:]
        raise SystemExit(f"{' '.join(arguments[:6])} ... ended with status {finished.returncode}: {' '.join(last)}")


def _output(arguments: Sequence[str]) -> str:
    finished = subprocess.run(arguments, capture_output=True, text=True, check=False)
    if finished.returncode:
        raise SystemExit(f"{arguments[2]}: is not a git repository with a commit; name the folder of a clone")
    return finished.stdout
