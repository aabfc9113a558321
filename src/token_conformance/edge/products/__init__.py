"""The products behind the edge: what they answer once the site or the gateway has let a request through.

Every path is written as at the site; both URL forms reach the same routes. A product knows nothing of tokens,
scopes or URL forms: it is told the caller, and shows a stranger nothing of a private tenant (rule S2).
"""

from token_conformance.edge.products import (
    confluence_v1,
    confluence_v2,
    jira_platform,
    jira_service_management,
    jira_software,
)

__all__ = ["ROUTES"]

ROUTES = (
    *jira_platform.ROUTES,
    *jira_software.ROUTES,
    *jira_service_management.ROUTES,
    *confluence_v1.ROUTES,
    *confluence_v2.ROUTES,
)
