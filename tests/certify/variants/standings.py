"""Two standings: of a product that meets every requirement, and of one with findings of every kind."""

from token_conformance.certify.requirements import REQUIREMENTS
from token_conformance.certify.requirements.result import Finding, Result
from token_conformance.certify.standing.standing import Standing

_FINDINGS = {
    "T7": Finding("T7", Result.FAIL, "`search` said <nothing> | at all.", ("scoped-site",)),
    "P1": Finding("P1", Result.WARN, "`search` showed page one only.", ("pages-token",)),
    "D2": Finding("D2", Result.NOT_OBSERVED, "It did not ask.", ("scoped-site",)),
    "P3": Finding("P3", Result.NOT_OBSERVED, "No link was shown.", ("scoped-gateway",)),
}


def _standing(name: str, product: str, level: str | None, findings: dict[str, Finding]) -> Standing:
    return Standing(
        name=name,
        product=product,
        version="1.2",
        homepage="https://example.com/",
        day="2026-03-01",
        suite="0.1.0",
        level=level,
        excused=("P3",) if "P3" in findings else (),
        unsupported={"show-link": "It shows <none>."} if findings else {},
        findings=tuple(findings.get(id_, Finding(id_, Result.PASS, "Met.", ("x",))) for id_ in REQUIREMENTS),
    )


GOOD = _standing("good", "Good", "Plus", {})
"""Every requirement passes."""

ODD = _standing("odd", "Odd_one", None, _FINDINGS)
"""A fail, a warning, a requirement that is not observed, and one that is excused."""
