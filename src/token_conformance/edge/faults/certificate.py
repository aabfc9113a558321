"""The fault `wrong-certificate`: a certificate of another authority, or for another name, which clients must refuse."""

import ssl
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from token_conformance.edge.authority import Authority
from token_conformance.edge.faults.limit import Limit, MatchCounter
from token_conformance.errors import FaultError

NAME = "wrong-certificate"
_OTHER_NAME = "somebody-else.example.com"


@dataclass(frozen=True)
class CertificateFault:
    """A wrong leaf certificate, and the connections that get it.

    With `for_other_name` it is issued by the right authority, but for another name; otherwise by another authority.
    """

    for_other_name: bool
    limit: Limit

    @classmethod
    def of(cls, argument: str, limit: Limit) -> "CertificateFault":
        """Parse the argument: `authority`, which is the default, or `name`; raises FaultError."""
        if argument not in {"", "authority", "name"}:
            raise FaultError(f"its argument can only be 'authority' or 'name', not {argument!r}")
        if limit.method or limit.path:
            raise FaultError("it applies to connections, which have no method and no path; leave both out of the limit")
        return cls(argument == "name", limit)

    def in_front_of(self, choose: "ChooseLeaf", authority: Authority) -> "ChooseLeaf":
        """A function that chooses the wrong leaf for the connections that the fault applies to."""
        counter, other = MatchCounter(self.limit), Authority()

        def faulty(name: str) -> ssl.SSLContext:
            if not counter.count():
                return choose(name)
            return authority.context_for(_OTHER_NAME) if self.for_other_name else other.context_for(name)

        return faulty


ChooseLeaf = Callable[[str], ssl.SSLContext]
"""Returns the TLS context with the leaf certificate for a server name."""


def choose_leaf(authority: Authority, faults: Iterable[object]) -> ChooseLeaf:
    """A function that chooses the leaf for a name: the authority's, except where one of the faults applies."""
    choose: ChooseLeaf = authority.context_for
    for fault in faults:
        if isinstance(fault, CertificateFault):
            choose = fault.in_front_of(choose, authority)
    return choose
