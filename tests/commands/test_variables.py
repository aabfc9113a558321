"""`token-conformance variables`, as a person prepares a run."""

import pytest

from token_conformance.cli import main
from token_conformance.live.variables import markdown_table


def test_the_table_of_variables_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    """As it stands in docs/live.md."""
    assert 0 == main(["variables"])
    assert f"{markdown_table()}\n" == capsys.readouterr().out
