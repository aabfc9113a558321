"""The machine that steps of a recipe run on: a Python of its own, a home of its own, and a local folder of packages."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


class NotUnderstoodError(Exception):
    """A recipe uses something that this runner does not know; the message says what."""


@dataclass(frozen=True)
class Ended:
    """How a script ended, and everything that it printed."""

    status: int
    output: str


@dataclass(frozen=True)
class Machine:
    """A folder with all that steps may see besides the repository: `python` is made by `set_up_python`.

    `programs` is a folder of stand-ins for programs of the service, and `variables` are those of the machine itself.
    """

    folder: Path
    wheels: Path
    programs: Path | None = None
    variables: Mapping[str, str] = field(default_factory=dict)

    @property
    def python(self) -> Path:
        """The environment that is on the PATH."""
        return self.folder / "python"

    def set_up_python(self) -> None:
        """Make an environment with nothing but pip, unless an earlier job on this machine did."""
        if not self.python.exists():
            command = [sys.executable, "-m", "venv", str(self.python)]
            subprocess.run(command, check=True, capture_output=True)

    def run(self, shell: list[str], script: str, folder: Path, variables: Mapping[str, str]) -> Ended:
        """Run a script in a folder. It sees only these variables, and pip finds only the local packages."""
        file = self.folder / "script.sh"
        file.write_text(script, encoding="utf-8")
        ended = subprocess.run(
            [*shell, str(file)],
            cwd=folder,
            env=self._environment() | dict(self.variables) | dict(variables),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            timeout=900,
        )
        return Ended(ended.returncode, ended.stdout)

    def _environment(self) -> dict[str, str]:
        home = self.folder / "home"
        home.mkdir(exist_ok=True)
        programs = [str(self.programs)] if self.programs else []
        return {
            "PATH": os.pathsep.join([*programs, str(self.python / "bin"), "/usr/local/bin", "/usr/bin", "/bin"]),
            "HOME": str(home),
            "LANG": "C.UTF-8",
            "CI": "true",
            "PIP_NO_INDEX": "1",
            "PIP_FIND_LINKS": str(self.wheels),
            "PIP_CONFIG_FILE": os.devnull,
            "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        }


def kept(repository: Path, patterns: list[str], to: Path) -> list[str]:
    """Copy what the patterns name, as an upload of artifacts does; returns the names of the files."""
    names: list[str] = []
    for pattern in patterns:
        for path in sorted(repository.glob(pattern.rstrip("/"))):
            files = sorted(path.rglob("*")) if path.is_dir() else [path]
            names += [file.relative_to(repository).as_posix() for file in files if file.is_file()]
    for name in dict.fromkeys(names):
        target = to / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(repository / name, target)
    return list(dict.fromkeys(names))


def only(value: Mapping[str, object], known: set[str], what: str) -> None:
    """Raise NotUnderstoodError for a key that the runner would leave out."""
    if unknown := sorted(map(str, value.keys() - known)):
        raise NotUnderstoodError(f"{what}: this runner does not know {', '.join(unknown)}")
