"""The table of exit statuses in the documentation has every command, and says what the help says."""

import re
from importlib import import_module
from pathlib import Path

import pytest

from token_conformance import commands
from token_conformance.cli import COMMANDS, main
from token_conformance.commands import catalogue, certify
from token_conformance.commands._parser import module_name

PAGE = Path("docs/exit-status.md").read_text(encoding="utf-8")
_ROW = re.compile(r"^\| `([a-z -]+)` \|([^|]*)\|([^|]*)\|([^|]*)\|$", re.MULTILINE)
ROWS = {row[0]: row[1:] for row in _ROW.findall(PAGE)}
STEPS = {"catalogue": catalogue, "certify": certify}
"""The commands with steps."""


def test_every_command_has_a_row() -> None:
    """A new command is documented."""
    steps = {f"{command} {name}" for command, module in STEPS.items() for name in module.STEPS}
    assert ROWS.keys() == (COMMANDS.keys() - STEPS.keys()) | steps


@pytest.mark.parametrize("name", ROWS)
def test_the_row_has_what_the_help_says(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A status of the help is in the table, and the table has no other."""
    with pytest.raises(SystemExit):
        main([*name.split(), "--help"])
    said = " ".join(capsys.readouterr().out.split())
    documented = {status for status, meaning in zip("013", ROWS[name], strict=True) if meaning.strip()}
    if sentence := re.search(r"Exit status: (.*?)\.", said):
        assert set(re.findall(r"\b[013]\b", sentence[1])) == documented
    else:
        assert documented == ({"0", "1"} if "exit with 1 if" in said or name in _CHECKED else {"0"})


_CHECKED = {"fidelity", "inject", "mutants", "report"}


def test_a_number_means_one_thing() -> None:
    """The constants of the commands are among the documented numbers."""
    modules = [f"{commands.__name__}.{module_name(name)}" for name in COMMANDS if name not in STEPS]
    modules += [f"{module.__name__}.{module_name(name)}" for module in STEPS.values() for name in module.STEPS]
    numbers = {
        value
        for module in map(import_module, modules)
        for name, value in vars(module).items()
        if name.isupper() and type(value) is int and "ERROR" not in name and not name.startswith(("HIGHEST", "LARGEST"))
    }
    documented = {int(number) for number in re.findall(r"^\| (\d+) \|", PAGE, re.MULTILINE)}
    assert numbers & set(range(256)) <= documented
