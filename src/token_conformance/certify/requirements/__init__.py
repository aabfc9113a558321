"""The requirements of a subject, in the order in which reports list them."""

from token_conformance.certify.requirements.credential import T4, T5, T6
from token_conformance.certify.requirements.discovery import D1, D2, D3
from token_conformance.certify.requirements.links import L3, P3, P4
from token_conformance.certify.requirements.paging import P1, P2
from token_conformance.certify.requirements.repeats import R1, R2
from token_conformance.certify.requirements.scope import T10
from token_conformance.certify.requirements.secrets import L1, L2
from token_conformance.certify.requirements.unresolved import T7, T8, T9
from token_conformance.certify.requirements.works import T1, T2, T3

REQUIREMENTS = {
    requirement.id: requirement
    for requirement in (T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, D1, D2, D3, P1, P2, P3, P4, R1, R2, L1, L2, L3)
}
"""Every requirement by its id."""
