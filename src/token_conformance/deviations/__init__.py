"""The known outcomes other than `works`: data with its evidence, checked before anything is compared with it.

Nothing here knows the edge, and no deviation is made from it: otherwise the suite would prove itself.
"""

from token_conformance.deviations.deviation import Deviation
from token_conformance.deviations.fault import DeviationsError
from token_conformance.deviations.loader import Deviations, load
from token_conformance.deviations.unknown import unknown_cells

__all__ = ["Deviation", "Deviations", "DeviationsError", "load", "unknown_cells"]
