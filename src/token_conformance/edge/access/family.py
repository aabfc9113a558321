"""What is answered at the base of a family that the local model does not have (rules F1 and H1)."""

from typing import TYPE_CHECKING

from starlette.responses import Response

from token_conformance.edge.access import refusals
from token_conformance.edge.not_modelled import status_only, unknown_answer
from token_conformance.model.grade import Grade

if TYPE_CHECKING:
    from token_conformance.catalogue.families import Acceptance, Base

KNOWN_GRADES = frozenset({Grade.DOCUMENTED, Grade.RECORDED, Grade.REPORTED})
"""The grades on which the edge answers with a status; a claim and an inference of one row are not enough."""

_REFUSALS = frozenset({"refused", "forbidden", "scope-mismatch"})


def family_answer(method: str, path: str, url: str, kind: str) -> Response | None:
    """F1: the refusal that is known for a kind of credential, else 501 with the family's name; None at no family.

    `path` is shown; `url` is the whole URL without its query.
    H1: what an API token gets at `SITE/gateway/api/ex/...` is not known, so it is 501 there.
    """
    from token_conformance.catalogue.families import family_of  # noqa: PLC0415  # an edge starts without the families

    found = family_of(url)
    if found is None:
        return None
    family, base = found
    known = _known_refusal(base, kind)
    if known is None or known.status is None:
        return unknown_answer(method, path, f"{family.title} is not modelled")
    if known.answer == "scope-mismatch":
        return refusals.scope_mismatch()
    source = f"{known.evidence.grade} by {known.evidence.source}"
    return status_only("F1", known.status, method, path, source)


def lets_in(url: str, kind: str) -> bool:
    """F1: whether a kind of credential is known to work at the base of a URL, and nobody has seen it refused there."""
    from token_conformance.catalogue.families import family_of  # noqa: PLC0415  # for the same reason

    found = family_of(url)
    rows = [row for row in found[1].accepts if row.credential == kind and not row.condition] if found else []
    known = {row.answer for row in rows if row.evidence.grade in KNOWN_GRADES}
    return "works" in known and not known & _REFUSALS


def _known_refusal(base: "Base", kind: str) -> "Acceptance | None":
    """The refusal of a kind of credential if all that is known of it at the base says the same, else None."""
    rows = [row for row in base.accepts if row.credential == kind and row.evidence.grade != "unknown"]
    if len({(row.answer, row.status) for row in rows}) != 1:
        return None
    known = (row for row in rows if row.evidence.grade in KNOWN_GRADES and row.answer in _REFUSALS)
    return next(known, None)
