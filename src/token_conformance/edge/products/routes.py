"""The products behind the edge: what they answer once the site or the gateway has let a request through.

Every path is written as at the site; both URL forms reach the same routes. A product knows nothing of tokens,
scopes or URL forms: it is told the caller, and shows a stranger nothing of a private tenant (rule S2).
"""

from token_conformance.edge.products import jira_software
from token_conformance.edge.products.confluence import v1_routes, v2_routes
from token_conformance.edge.products.jira import routes as jira_platform
from token_conformance.edge.products.jira_service_management import routes as jira_service_management

ROUTES = (
    *jira_platform.ROUTES,
    *jira_software.ROUTES,
    *jira_service_management.ROUTES,
    *v1_routes.ROUTES,
    *v2_routes.ROUTES,
)
