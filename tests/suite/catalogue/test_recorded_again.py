"""The committed recordings are those that the edge gives now."""

from pathlib import Path
from shutil import copytree

import pytest

from token_conformance.recording.packing import places_in

SAMPLE = "test_assets and (none-gateway or scoped-gateway or scoped-site)"
"""Cells that the rules of access decide, not what a product answers."""


@pytest.mark.slow
def test_a_sample_is_recorded_as_it_is_committed(pytester: pytest.Pytester, pytestconfig: pytest.Config) -> None:
    """Only the day and the version of the recording may differ."""
    copytree(pytestconfig.rootpath / "suites" / "catalogue", pytester.path / "suites" / "catalogue")
    result = pytester.runpytest("suites/catalogue", "--record-mode=all", "-k", SAMPLE, "-p", "no:cacheprovider")
    assert pytest.ExitCode.OK == result.ret
    new, committed = (
        {place.cell_id: place.load() for place in places_in(root, Path("cassettes")) if place.name.stem == "assets"}
        for root in (pytester.path, pytestconfig.rootpath)
    )
    assert len(new) > 20
    for cell, (cassette, stamp) in new.items():
        assert cassette["interactions"] == committed[cell][0]["interactions"], cell
        assert stamp.outcome is committed[cell][1].outcome
