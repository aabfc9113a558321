"""The operations that Atlassian publishes: their scopes, and whether a stranger may call them.

The facts stand in `operations.csv` beside this file; `SOURCES.md` says where each of them was read.
"""

from token_conformance.catalogue.catalogue import Catalogue, published
from token_conformance.catalogue.needed_scopes import needed_scopes
from token_conformance.catalogue.operation import Operation

__all__ = ["Catalogue", "Operation", "needed_scopes", "published"]
