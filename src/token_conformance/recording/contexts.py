"""The names of a tenant with their placeholders, and the contexts in which a name is replaced.

A *name* is a value that belongs to the tenant, such as the key of its project. Most names are recognised by their value
alone. Ids of a few digits are recognised by their *context*: the text before them.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
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
"""The fields of a tenant that are recognised by their value alone, the most specific first.

One value may be two names, such as the key of a project and of its space; in the cells of a product it is only one.
"""

EVERYWHERE = ("account_id", "email", "service_account_id", "service_account_email", "cloud_id")
"""The fields that have the same meaning in the cells of every product."""

CONTEXTS: Mapping[str, tuple[str, ...]] = {
    "attachment_id": ("/attachment/content/",),
    "board_id": ("/board/", '"originBoardId":'),
    "sprint_id": ("/sprint/",),
    "service_desk_id": ("/servicedesk/", "serviceDeskId=", '"serviceDeskId":"'),
    "request_type_id": ("/requesttype/", '"requestTypeId":"'),
    "space_id": ("/spaces/", '"spaceId":"'),
    "page_id": ("/pages/", "/content/", "/search/", "/pages?id=", "id+%3D+"),
}
"""The fields of a few digits, whose meaning depends on the context, with the contexts of each.

In an answer, `/board/` is the context of the `id` of each thing that the URL `/rest/agile/1.0/board` lists.
"""

_SITE = PLACEHOLDER_TENANT.site_host

_START, _END = r"(?:(?<![\w-])|(?<=%[0-9A-F]{2}))", r"(?![\w-])"


class Names:
    """The names of a tenant with their placeholders, in the cells of one product.

    `created` are those of the things that were created for the current cell; the caller may change them.
    """

    def __init__(self, tenant: Tenant, product: Product, created: Mapping[str, str]) -> None:
        self._host = tenant.site_host
        self._created = created
        self._by_value = dict(_names_by_value(tenant, product))
        self._by_context = dict(_names_by_context(tenant))

    def placeholder(self, value: str, context: str = "") -> str | None:
        """The placeholder of a value in this context; None if the value is not a name."""
        return self._created.get(value) or self._by_value.get(value) or self._by_context.get((context, value))

    def rank(self, value: str, context: str) -> int | None:
        """How specific a name is, best first: the account is the least, because it is the author of most things."""
        if value in self._created or (context, value) in self._by_context:
            return 0
        return list(self._by_value).index(value) + 1 if value in self._by_value else None

    def site(self, text: str) -> str:
        """A text with the host of the tenant's site replaced."""
        return text.replace(self._host, _SITE)

    def text(self, text: str) -> str:
        """A text with every name in it replaced."""
        text = self.site(text)
        for value, placeholder in {**self._created, **self._by_value}.items():
            text = _replaced(text, value, placeholder)
        for (context, value), placeholder in self._by_context.items():
            text = _replaced(text, value, placeholder, context)
        return text

    def url(self, url: str) -> str:
        """The URL of a request with every name in it replaced by its placeholder, encoded as the exchange does it."""
        url = self.site(url)
        for value, placeholder in {**self._created, **self._by_value}.items():
            for form in {value, _encoded(value)}:
                url = _replaced(url, form, _encoded(placeholder))
        for (context, value), placeholder in self._by_context.items():
            url = _replaced(url, value, _encoded(placeholder), context)
        return url


def _names_by_value(tenant: Tenant, product: Product) -> Iterator[tuple[str, str]]:
    """The names that are recognised by their value, and the projects of the issues among them."""
    for field in (*NAMES[product], *EVERYWHERE):
        value, placeholder = getattr(tenant, field), getattr(PLACEHOLDER_TENANT, field)
        if value:  # the fields of a product that the tenant does not have are empty
            yield value, placeholder
            if field.endswith("_key") and "-" in value:
                yield value.rpartition("-")[0], placeholder.rpartition("-")[0]


def _names_by_context(tenant: Tenant) -> Iterator[tuple[tuple[str, str], str]]:
    for field, contexts in CONTEXTS.items():
        if value := getattr(tenant, field):
            yield from (((context, str(value)), str(getattr(PLACEHOLDER_TENANT, field))) for context in contexts)


@lru_cache(maxsize=256)
def _encoded(value: str) -> str:
    """The value as it is in a URL. The names of a tenant are asked for with every request."""
    return quote(value, safe="")


def _replaced(text: str, value: str, placeholder: str, context: str = "") -> str:
    """The text with a value replaced where it is a whole word, or follows `context`."""
    if value not in text:
        return text
    start = f"(?<={re.escape(context)})" if context else _START
    return re.sub(f"{start}{re.escape(value)}{_END}", lambda _: placeholder, text)
