"""Where each name of a tenant stands: in the cells of which product, and behind what."""

from collections.abc import Mapping

from token_conformance.model import Product

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

PLACES: Mapping[str, tuple[str, ...]] = {
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
