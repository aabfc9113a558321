"""Deviations whose cell does not exist, which only the collected suites can tell."""

from collections.abc import Collection

from token_conformance.deviations.deviation import Deviation
from token_conformance.deviations.fault import Fault
from token_conformance.deviations.loader import Deviations
from token_conformance.errors import nearest
from token_conformance.model import Endpoint


def unknown_cells(deviations: Deviations, endpoints: Collection[Endpoint]) -> list[str]:
    """Report each deviation of an endpoint that the suites do not have, in one line with the remedy."""
    known = {endpoint.id for endpoint in endpoints}
    return [str(_fault(deviation, known)) for deviation in deviations.values() if deviation.endpoint not in known]


def _fault(deviation: Deviation, known: Collection[str]) -> Fault:
    what = f'key "endpoint" names "{deviation.endpoint}", which no suite has'
    remedy = nearest(deviation.endpoint, known, "correct the name or delete the entry")
    return Fault(deviation.file, deviation.line, what, remedy)
