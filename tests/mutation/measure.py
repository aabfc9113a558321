"""Mutation testing of the pure modules: `python tests/mutation/measure.py`, which takes eight minutes on two cores.

mutmut changes one thing at a time in the functions of the modules that `[tool.mutmut]` in pyproject.toml lists, and
runs the tests that come by there. What no test notices must be argued in `survivors.toml`, where it still counts as
survived. The exit status is 1 if a survivor is not argued there, if what is argued there does not survive any more,
or if less than 95 % of all mutants were killed.
"""

import shutil
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import chdir
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
LEAST = 95.0
"""Percent of all mutants that must be killed, those that are argued among the survivors."""

_ENDED = "ended by a signal"
_KILLED = frozenset({"killed", "timeout", "caught by type check", _ENDED})
"""What counts as noticed; a mutant that sends a signal to its own process ends the tests, as it would end any run."""


class Survivor(NamedTuple):
    """A mutant that no test notices: its function, and the changed line before and after."""

    function: str
    was: str
    becomes: str


def main() -> int:
    """Measure, tell, and compare with what is argued."""
    with TemporaryDirectory(prefix="token-conformance-") as folder, chdir(folder):
        _copy_what_is_needed(Path(folder))
        _mutate()
        results = dict(_results())
        found = {_survivor(name) for name, status in results.items() if status not in _KILLED}
    score = 100 * sum(status in _KILLED for status in results.values()) / len(results)
    sys.stdout.write(f"{len(results)} mutants, {dict(Counter(results.values()))}: {score:.1f} % killed of {LEAST} %\n")
    faults = list(_faults(found, set(_argued())))
    sys.stdout.writelines(f"{fault}\n" for fault in faults)
    return 1 if faults or score < LEAST else 0


def _copy_what_is_needed(folder: Path) -> None:
    """The package and the tests that the configuration names, with what they are set up by."""
    settings = tomllib.loads(ROOT.joinpath("pyproject.toml").read_text(encoding="utf-8"))["tool"]["mutmut"]
    tests = settings["pytest_add_cli_args_test_selection"]
    for name in ("pyproject.toml", "conftest.py", "src", "tests/conftest.py", "tests/helpers", *tests):
        source, target = ROOT / name, folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, target)


def _mutate() -> None:
    """Run mutmut in this folder; where it cannot, its own words are shown."""
    run = subprocess.run([sys.executable, "-m", "mutmut", "run"], capture_output=True, text=True, check=False)
    if run.returncode:
        sys.exit(f"{run.stdout}{run.stderr}\nmutmut did not come to an end; its reason stands above")


def _results() -> Iterator[tuple[str, str]]:
    """Every mutant of the run in this folder with its status."""
    from mutmut.mutation.data import SourceFileMutationData  # noqa: PLC0415  # it looks for its settings where it is
    from mutmut.stats import status_by_exit_code  # noqa: PLC0415  # for the same reason
    from mutmut.utils.file_utils import walk_mutatable_files  # noqa: PLC0415  # for the same reason

    for path in walk_mutatable_files():
        data = SourceFileMutationData(path=path)
        data.load()
        yield from ((name, _status(code, status_by_exit_code)) for name, code in data.exit_code_by_key.items())


def _status(code: int | None, names: Mapping[int | None, str]) -> str:
    """The status of an exit code; mutmut has no name for the signals that a changed program sends to itself."""
    return _ENDED if code is not None and code < 0 and code not in names else names[code]


def _survivor(name: str) -> Survivor:
    from mutmut.mutation.diff_apply import find_mutant, get_diff_for_mutant  # noqa: PLC0415  # as above

    diff = get_diff_for_mutant(name, path=find_mutant(name).path).splitlines()[2:]
    was, becomes = ("".join(line[1:].strip() for line in diff if line[0] == sign) for sign in "-+")
    return Survivor(_function(name), was, becomes)


def _function(name: str) -> str:
    """The function of a mutant that mutmut calls such as `token_conformance.suite.conclude.x_judge__mutmut_5`."""
    module, _, mangled = name.removeprefix("token_conformance.").rpartition(".")
    function = mangled.partition("__mutmut_")[0].removeprefix("x_").removeprefix("xǁ").replace("ǁ", ".")
    return f"{module}.{function}"


def _argued() -> Iterator[Survivor]:
    for entry in tomllib.loads(Path(__file__).with_name("survivors.toml").read_text(encoding="utf-8"))["survivor"]:
        yield from (Survivor(entry["function"], entry["was"], becomes) for becomes in entry["becomes"])


def _faults(found: set[Survivor], argued: set[Survivor]) -> Iterator[str]:
    for what, survivors in (
        ("survives, and is not argued in survivors.toml", found - argued),
        ("is argued in survivors.toml, and does not survive", argued - found),
    ):
        yield from (f"{it.function}: {what}:\n  - {it.was}\n  + {it.becomes}" for it in sorted(survivors))


if __name__ == "__main__":
    sys.exit(main())
