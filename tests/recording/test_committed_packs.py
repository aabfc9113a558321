"""The packed cassettes of this repository: whole, in order, small, and nothing in them has to be scrubbed again."""

from pathlib import Path

import pytest
from vcr.request import Request

from token_conformance.model.cell import Product
from token_conformance.model.target import CASSETTES
from token_conformance.recording.packing import places_in, read_pack
from token_conformance.recording.placeholders import Placeholders
from token_conformance.recording.scrubbing import Scrubber
from token_conformance.suite.catalogue.cells import cells_of, endpoints_of

PACKS = sorted(Path("cassettes/catalogue").glob("*.json"))


def test_each_packed_file_is_as_it_is_written() -> None:
    """Nobody has edited one by hand, and no recording was left beside it."""
    for path in PACKS:
        pack = read_pack(path, path)
        assert pack.content == pack.with_entries({}), path
    assert PACKS == sorted(Path("cassettes/catalogue").iterdir())


def test_each_cell_of_the_catalogue_is_recorded_and_no_other() -> None:
    """A call that is published or withdrawn is seen here: record what is missing, remove the file that has too much."""
    for path in PACKS:
        cells = {cell.id for call, operation in endpoints_of(path.stem).items() for cell in cells_of(call, operation)}
        assert cells == read_pack(path, path).parts.keys(), path


def test_all_packed_files_together_are_below_ten_megabytes() -> None:
    """Each change of one stays in the history of the repository."""
    assert 0 < sum(path.stat().st_size for path in PACKS) < 10_000_000


@pytest.mark.slow
def test_nothing_in_the_packed_cassettes_has_to_be_scrubbed_again() -> None:
    """Every tenth cell of them is tried, whose stamp is read too."""
    for place in list(places_in(Path(), Path("cassettes")))[::10]:
        (recorded,) = place.load()[0]["interactions"]
        product = Product.CONFLUENCE if "confluence" in place.name.stem else Product.JIRA_PLATFORM
        scrubber, response = Scrubber(Placeholders(CASSETTES), product), recorded["response"]
        before = {**response, "body": {"string": response["body"]["string"].encode()}}
        _, after = scrubber.interaction(Request("GET", recorded["request"]["uri"], b"", {}), before)
        kept = ("status", "headers", "body") if response["status"]["code"] >= 300 else ("status", "headers")
        assert {name: before[name] for name in kept} == {name: after[name] for name in kept}, place.cell_id
