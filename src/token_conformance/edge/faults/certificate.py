"""A certificate that no client should accept: another authority's, or one for another name."""

import ssl
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from token_conformance.edge.authority import Authority
from token_conformance.edge.faults.limit import Limit, Strikes
from token_conformance.errors import FaultError

NAME = "wrong-certificate"
_OTHER_NAME = "somebody-else.example.com"


@dataclass(frozen=True)
class CertificateFault:
    """Whether the wrong leaf is the right authority's, for another name, and which connections it is shown to."""

    for_other_name: bool
    limit: Limit

    @classmethod
    def of(cls, argument: str, limit: Limit) -> "CertificateFault":
        """Read `authority` (or nothing) or `name`; raises FaultError."""
        if argument not in {"", "authority", "name"}:
            raise FaultError(f"its argument can only be 'authority' or 'name', not {argument!r}")
        if limit.method or limit.path:
            raise FaultError("it strikes connections, which have no method and no path to limit it by")
        return cls(argument == "name", limit)

    def in_front_of(self, choose: "ChooseLeaf", authority: Authority) -> "ChooseLeaf":
        """Choose the wrong leaf for the connections that the fault strikes."""
        strikes, other = Strikes(self.limit), Authority()

        def faulty(name: str) -> ssl.SSLContext:
            if not strikes.next():
                return choose(name)
            return authority.context_for(_OTHER_NAME) if self.for_other_name else other.context_for(name)

        return faulty


ChooseLeaf = Callable[[str], ssl.SSLContext]


def choose_leaf(authority: Authority, faults: Iterable[object]) -> ChooseLeaf:
    """How the leaf for a name is chosen: by the authority, except where one of the faults strikes."""
    choose: ChooseLeaf = authority.context_for
    for fault in faults:
        if isinstance(fault, CertificateFault):
            choose = fault.in_front_of(choose, authority)
    return choose
