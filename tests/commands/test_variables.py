"""`token-conformance variables`: the variables that a user sets for a live run."""

import pytest

from token_conformance.cli import main
from token_conformance.live.variables import markdown_table


def test_the_table_of_variables_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    """It is the table of docs/live.md."""
    assert 0 == main(["variables"])
    assert f"{markdown_table()}\n" == capsys.readouterr().out
