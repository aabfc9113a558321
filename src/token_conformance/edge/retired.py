"""The operations that Atlassian publishes no more and clients still call, with the scopes they had (rule G8).

They stand apart from the catalogue, which holds what is published.
"""

import csv
from functools import cache
from importlib.resources import files

from token_conformance.catalogue import Operation
from token_conformance.catalogue.catalogue import Catalogue


@cache
def retired() -> Catalogue:
    """The table of them."""
    table = files(__package__).joinpath("retired.csv").read_text(encoding="utf-8")
    return Catalogue(map(Operation.from_row, csv.DictReader(table.splitlines())))
