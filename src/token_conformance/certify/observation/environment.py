"""The environment of a subject's processes, made from nothing: what the user has set must not help or hinder."""

import os
import shutil
import sys
import sysconfig
from pathlib import Path

from token_conformance.certify.subject.subject import Subject


def environment(subject: Subject, home: Path) -> dict[str, str]:
    """What every program expects, in a home of its own, with the product's own programs first on the PATH."""
    temporary = home / "tmp"
    temporary.mkdir(exist_ok=True)
    own = [str(subject.installed / place) for place in ("bin", "node_modules/.bin")]
    return {
        "PATH": os.pathsep.join([*own, os.environ.get("PATH", os.defpath)]),
        "HOME": str(home),
        "TMPDIR": str(temporary),
        "LANG": "C.UTF-8",
    }


def programs(subject: Subject) -> dict[str, str]:
    """The values of the placeholders for this machine's programs and folders."""
    python = subject.installed / "bin" / "python"
    return {
        "here": str(subject.here),
        "installed": str(subject.installed),
        "python": str(python) if python.exists() else sys.executable,
        "node": shutil.which("node") or "node",
    }


def folders(subject: Subject, home: Path, ca_file: Path) -> dict[str, str]:
    """The words that replace this machine's folders in what a subject says."""
    own = {} if sys.prefix == sys.base_prefix else {sys.prefix: "{python}"}
    own[sysconfig.get_path("stdlib")] = "{standard library}"
    return own | {
        str(subject.here): "{here}",
        str(subject.installed): "{installed}",
        str(home): "{home}",
        str(ca_file.parent): "{authority}",
    }
