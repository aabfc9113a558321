"""Faults: named ways in which a network, a proxy or an overloaded server goes wrong, to be met on purpose.

Nothing here is known of Atlassian, except that it can happen to any client.
"""

from token_conformance.edge.faults.certificate import CertificateFault, choose_leaf
from token_conformance.edge.faults.fault import Fault, RequestFault, parse_fault, with_faults

__all__ = [
    "CertificateFault",
    "Fault",
    "RequestFault",
    "choose_leaf",
    "parse_fault",
    "with_faults",
]
