"""Where each name of a tenant stands: in the cells of which product, and behind what."""

import re
from collections.abc import Iterator, Mapping
from urllib.parse import quote

from token_conformance.model.cell import Product
from token_conformance.model.tenant import PLACEHOLDER_TENANT, Tenant

NAMES: Mapping[Product, tuple[str, ...]] = {
    Product.JIRA_PLATFORM: ("issue_key", "project_key"),
    Product.JIRA_SOFTWARE: ("issue_key", "project_key"),
    Product.JIRA_WORK_MANAGEMENT: ("business_issue_key",),
    Product.JIRA_PRODUCT_DISCOVERY: ("idea_key", "idea_project_key"),
    Product.JIRA_SERVICE_MANAGEMENT: ("request_key",),
    Product.CONFLUENCE: ("space_key",),
}
"""The fields of a tenant that are told by their value alone, those first that say most about a thing.

One value may be two names, such as the key of a project and of its space; a product's cells mean but one of them.
"""

EVERYWHERE = ("account_id", "email", "cloud_id")
"""The fields that mean the same in the cells of every product."""

CONTEXTS: Mapping[str, tuple[str, ...]] = {
    "attachment_id": ("/attachment/content/",),
    "board_id": ("/board/", '"originBoardId":'),
    "sprint_id": ("/sprint/",),
    "service_desk_id": ("/servicedesk/", "serviceDeskId=", '"serviceDeskId":"'),
    "request_type_id": ("/requesttype/", '"requestTypeId":"'),
    "space_id": ("/spaces/", '"spaceId":"'),
    "page_id": ("/pages/", "/content/", "/search/", "/pages?id=", "id+%3D+"),
}
"""The fields of a few digits, which mean another thing in another place, with what stands before each of them.

In an answer, `/board/` is before the `id` of what the URL `/rest/agile/1.0/board` lists.
"""

_START, _END = r"(?:(?<![\w-])|(?<=%[0-9A-F]{2}))", r"(?![\w-])"


class Names:
    """The tenant's names with their references; `made` are those of what was made for a cell, which come and go."""

    def __init__(self, tenant: Tenant, product: Product, made: Mapping[str, str]) -> None:
        self._host = tenant.site_host
        self._made = made
        self._known = dict(_known(tenant, product))
        self._placed = dict(_placed(tenant))

    def whole(self, value: str, place: str = "") -> str | None:
        """The reference of a value that is nothing but a name, where `place` stands before it."""
        return self._made.get(value) or self._known.get(value) or self._placed.get((place, value))

    def rank(self, value: str, place: str) -> int | None:
        """How much a name tells which thing this is, best first: the account is the author of nearly everything."""
        if value in self._made or (place, value) in self._placed:
            return 0
        return list(self._known).index(value) + 1 if value in self._known else None

    def site(self, text: str) -> str:
        """A text with the host of the tenant's site replaced."""
        return text.replace(self._host, PLACEHOLDER_TENANT.site_host)

    def text(self, text: str) -> str:
        """A text with every name in it replaced."""
        text = self.site(text)
        for value, name in {**self._made, **self._known}.items():
            text = _put(text, value, name)
        for (place, value), name in self._placed.items():
            text = _put(text, value, name, place)
        return text

    def url(self, url: str) -> str:
        """The URL of a request with every name in it replaced, encoded as the exchange encodes it."""
        url = self.site(url)
        for value, name in {**self._made, **self._known}.items():
            for written in {value, _encoded(value)}:
                url = _put(url, written, _encoded(name))
        for (place, value), name in self._placed.items():
            url = _put(url, value, _encoded(name), place)
        return url


def _known(tenant: Tenant, product: Product) -> Iterator[tuple[str, str]]:
    """The names that are told by their value, and the projects of the issues among them."""
    for field in (*NAMES[product], *EVERYWHERE):
        value, name = getattr(tenant, field), getattr(PLACEHOLDER_TENANT, field)
        if value:  # a product that the tenant does not have names nothing
            yield value, name
            if field.endswith("_key") and "-" in value:
                yield value.rpartition("-")[0], name.rpartition("-")[0]


def _placed(tenant: Tenant) -> Iterator[tuple[tuple[str, str], str]]:
    for field, places in CONTEXTS.items():
        if value := getattr(tenant, field):
            yield from (((place, str(value)), str(getattr(PLACEHOLDER_TENANT, field))) for place in places)


def _encoded(value: str) -> str:
    return quote(value, safe="")


def _put(text: str, value: str, name: str, place: str = "") -> str:
    """The text with a name in place of a value, where that is a word of its own, or stands behind `place`."""
    if value not in text:
        return text
    start = f"(?<={re.escape(place)})" if place else _START
    return re.sub(f"{start}{re.escape(value)}{_END}", lambda _: name, text)
