"""The first files of an own suite, and where they are written."""

import re
from importlib.resources import files
from pathlib import Path

from token_conformance._version import __version__
from token_conformance.errors import UserError
from token_conformance.live.variables import VARIABLES, Variable
from token_conformance.model.text_file import shown_path
from token_conformance.project import DEVIATIONS, SUITES

WORKFLOW = Path(".github", "workflows", "token-conformance.yml")
GITIGNORE = Path(".gitignore")

_PLAIN = re.compile(r"[\w./-]+", re.ASCII)

_NAMES = {
    SUITES / "endpoints" / "test_issue.py": "test_issue.py.txt",
    DEVIATIONS: "deviations.toml",
    Path("pytest.ini"): "pytest.ini",
    GITIGNORE: "gitignore",
}
"""The files below the folder of the suite, with the names of their texts."""


def example_files(folder: Path) -> dict[Path, str]:
    """The files of the example by path; the workflow is in the repository that the folder belongs to.

    Raises UserError for a folder that cannot be written into a workflow as it is.
    """
    repository = repository_of(folder)
    inside = folder.resolve().relative_to(repository).as_posix()
    if not _PLAIN.fullmatch(inside):
        raise UserError(f"{folder}: a workflow cannot name it; use letters, digits, '.', '_' and '-' in its name")
    enter, below = ("", "") if inside == "." else (f"cd {inside} && ", f"{inside}/")
    places = {"enter": enter, "below": below, "version": __version__}
    return {
        **{folder / path: _text(name) for path, name in _NAMES.items()},
        folder / ".env.example": dotenv_example(),
        shown_path(repository / WORKFLOW): _text("workflow.yml").format(**places),
    }


def repository_of(folder: Path) -> Path:
    """The git repository that a folder is in; the folder itself if it is in none."""
    place = folder.resolve()
    return next((one for one in (place, *place.parents) if (one / ".git").exists()), place)


def dotenv_example() -> str:
    """The settings of a live run to fill in; those that a run does not need are comments."""
    head = (
        "# Settings of a run on your own tenant (`--target live`). Copy this file to .env, which git ignores.\n"
        "# One token is enough. A line with # is not needed: `token-conformance discover` prints most of them.\n"
    )
    return head + "".join(map(_setting, VARIABLES))


def _setting(variable: Variable) -> str:
    is_required = variable.part == "every run" or variable.part.startswith("its columns")
    need = "" if variable.part == "every run" else f" ({variable.part})"
    return f"\n# {variable.meaning}{need}\n{'' if is_required else '# '}{variable.name}=\n"


def _text(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")
