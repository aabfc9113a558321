"""The projects that the account may browse, by their kind, from few requests."""

from collections.abc import Iterable

from token_conformance.errors import UserError
from token_conformance.live import values
from token_conformance.live.discovery.ask import Ask, Body, NotShownError, items_of
from token_conformance.live.variables import name_of
from token_conformance.model.cell import Product

_SEARCH = "/rest/api/3/project/search"
_MOST = 50
"""The most projects of a page; a JQL query can name this many."""


class Projects:
    """The first projects of a tenant in the order of their keys, with their names; at most a page of each kind."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self._names: dict[str, str] = {}
        self._first: tuple[list[Body], bool] | None = None

    def of_any_kind(self) -> list[str]:
        """The keys of projects."""
        return _keys(self._first_page()[0])

    def of_kind(self, kind: str) -> list[str]:
        """The keys of the projects of a kind: `software`, `business` or `product_discovery`.

        The kind is asked for only if the first page does not show all projects.
        """
        listed, is_all = self._first_page()
        if not is_all:
            listed, _ = self._page(typeKey=kind)
        return _keys(one for one in listed if one.get("projectTypeKey") == kind)

    def name(self, key: str) -> str:
        """The name of a listed project; empty for another one."""
        return self._names.get(key, "")

    def _first_page(self) -> tuple[list[Body], bool]:
        if self._first is None:
            self._first = self._page()
        return self._first

    def _page(self, **query: str) -> tuple[list[Body], bool]:
        """The first page of a search, and whether it has all projects; raises UserError for a refusal."""
        try:
            body = self._ask.get(Product.JIRA_PLATFORM, _SEARCH, orderBy="key", maxResults=_MOST, **query)
        except NotShownError as error:
            remedy = f"set {name_of('project_key')} and the other variables of projects, or try again later"
            raise UserError(f"{error}, so no project is found; {remedy}") from None
        listed = items_of(body, "values")
        self._names |= {str(one.get("key")): str(one.get("name", "")) for one in listed}
        return listed, body.get("isLast") is True or len(listed) < _MOST


def _keys(listed: Iterable[Body]) -> list[str]:
    keys = [str(one.get("key")) for one in listed]
    return [key for key in keys if values.project_key(key) is None]
