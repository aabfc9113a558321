"""The routes of every product, by the API of their operations; a product is imported when it is asked for first."""

from collections.abc import Sequence

from token_conformance.edge.products.route import Route

APIS = ("jira-platform-v3", "jira-software", "jsm", "confluence-v1", "confluence-v2")
"""The ids of the APIs that have routes; version 2 of the Jira platform has them in the list of version 3."""


def routes_of(api: str) -> Sequence[Route]:  # one for each API
    """The routes of an API of a site."""
    match api:
        case "confluence-v1":
            from token_conformance.edge.products.confluence import v1_routes  # noqa: PLC0415  # an edge starts without

            return v1_routes.ROUTES
        case "confluence-v2":
            from token_conformance.edge.products.confluence import v2_routes  # noqa: PLC0415  # for the same reason

            return v2_routes.ROUTES
        case "jira-platform-v2" | "jira-platform-v3":
            from token_conformance.edge.products.jira import routes as platform  # noqa: PLC0415  # the same

            return platform.ROUTES
        case "jira-software":
            from token_conformance.edge.products.jira_software import routes as software  # noqa: PLC0415  # the same

            return software.ROUTES
        case "jsm":
            from token_conformance.edge.products.jira_service_management import routes as jsm  # noqa: PLC0415  # same

            return jsm.ROUTES
    return ()


def every_route() -> tuple[Route, ...]:
    """The routes of all products."""
    return tuple(route for api in APIS for route in routes_of(api))
