"""Two standings by hand: of one product that meets everything, and of one with findings of every kind."""

import pytest

from token_conformance.certify.requirements import REQUIREMENTS
from token_conformance.certify.requirements.result import Finding, Result
from token_conformance.certify.standing.standing import Standing

ODD = {
    "T7": Finding("T7", Result.FAIL, "`search` said <nothing> | at all.", ("scoped-site",)),
    "P1": Finding("P1", Result.WARN, "`search` showed page one only.", ("pages-token",)),
    "D2": Finding("D2", Result.NOT_OBSERVED, "It did not ask.", ("scoped-site",)),
    "P3": Finding("P3", Result.NOT_OBSERVED, "No link was shown.", ("scoped-gateway",)),
}


@pytest.fixture
def good() -> Standing:
    """Everything is met."""
    return _standing("good", "Good", "Plus", {})


@pytest.fixture
def odd() -> Standing:
    """A fail, a warning, one not observed, and one for want of an action."""
    return _standing("odd", "Odd_one", None, ODD)


def _standing(name: str, product: str, level: str | None, odd: dict[str, Finding]) -> Standing:
    return Standing(
        name=name,
        product=product,
        version="1.2",
        homepage="https://example.com/",
        day="2026-03-01",
        suite="0.1.0",
        level=level,
        excused=("P3",) if "P3" in odd else (),
        unsupported={"show-link": "It shows <none>."} if odd else {},
        findings=tuple(odd.get(id_, Finding(id_, Result.PASS, "Met.", ("x",))) for id_ in REQUIREMENTS),
    )
