"""The fixed names that a cassette uses for what belongs to one target, put in its place wherever it stands.

They say what a thing is to the requirements (`<project>`), so that the cassettes of two tenants are the same where
the tenants behave alike. A thing that is made for one cell alone has a name too, so that a replay, which makes
nothing, asks for the same thing.
"""

from token_conformance.model.cell import Credential, Product
from token_conformance.model.target import Credentials, Target, placeholder_of
from token_conformance.recording.contexts import Names


class Placeholders:
    """What to write instead of the names of a target's tenant, its credentials, and what was made for a cell.

    While `paused`, requests are no part of a cell: something is being made for it.
    """

    def __init__(self, target: Target) -> None:
        self.paused = False
        self._made: dict[str, str] = {}
        self._names = {product: Names(target.tenant, product, self._made) for product in Product}
        self._credentials = _stand_ins(target.credentials)

    def add(self, value: str, name: str) -> None:
        """Write `name` wherever `value` stands as a word of its own, until the cell is over."""
        self._made[value] = name

    def forget(self) -> None:
        """Forget what was made for the last cell: it is nothing to the next one."""
        self._made.clear()

    def of(self, product: Product) -> Names:
        """The names in the cells of a product."""
        return self._names[product]

    def credential(self, authorization: str) -> str:
        """The stand-in of an `Authorization` header's value; an unknown one is named as such, never kept.

        A stand-in stays what it is, for vcrpy filters a request more than once.
        """
        if authorization in self._credentials.values():
            return authorization
        return self._credentials.get(authorization, "<unknown token>")


def _stand_ins(wallet: Credentials) -> dict[str | None, str]:
    return {
        wallet.authorization(credential, product): placeholder_of(credential, product)
        for credential in Credential
        if credential is not Credential.NONE
        for product in (Product.JIRA_PLATFORM, Product.CONFLUENCE)
    }
