"""The placeholders of a target: the fixed texts that a cassette has instead of the names and tokens of the target.

They say what a thing is to the requirements (`<project>`), so the cassettes of two tenants are the same if the tenants
behave alike. A thing that is created for one cell has a placeholder too, so a replay, which creates nothing, requests
the same thing.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from token_conformance.model.cell import Credential, Product
from token_conformance.model.target import Credentials, Target, placeholder_of
from token_conformance.recording.contexts import Names


class Placeholders:
    """The placeholders of a target's names, of its credentials, and of the things that were created for a cell.

    While `paused` is true, requests do not belong to a cell: they create something for it.
    """

    def __init__(self, target: Target) -> None:
        self.paused = False
        self._created: dict[str, str] = {}
        self._names = {product: Names(target.tenant, product, self._created) for product in Product}
        self._credentials = _placeholders_of(target.credentials)

    @contextmanager
    def pause(self) -> Iterator[None]:
        """A context whose requests do not belong to a cell; `paused` is then as it was before."""
        before, self.paused = self.paused, True
        try:
            yield
        finally:
            self.paused = before

    def add(self, value: str, placeholder: str) -> None:
        """Replace a value where it is a whole word, until the end of the cell."""
        self._created[value] = placeholder

    def forget(self) -> None:
        """Remove the things that were created for the last cell."""
        self._created.clear()

    def of(self, product: Product) -> Names:
        """The names in the cells of a product."""
        return self._names[product]

    def credential(self, authorization: str) -> str:
        """The placeholder of the value of an `Authorization` header; any unknown value has the same one.

        A placeholder is returned as it is, because vcrpy filters a request more than once.
        """
        if authorization in self._credentials.values():
            return authorization
        return self._credentials.get(authorization, "<unknown token>")


def _placeholders_of(credentials: Credentials) -> dict[str | None, str]:
    return {
        credentials.authorization(credential, product): placeholder_of(credential, product)
        for credential in Credential
        if credential is not Credential.NONE
        for product in (Product.JIRA_PLATFORM, Product.CONFLUENCE)
    }
