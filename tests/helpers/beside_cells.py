"""Made-up cells and an edge's variables for the tests of the benchmark of peers."""

from beside.access import Access
from beside.cells import ReadCell

ACCESS = Access(
    {
        "TOKEN_CONFORMANCE_EMAIL": "a@example.com",
        "TOKEN_CONFORMANCE_UNSCOPED_TOKEN": "MADE-UP-U",
        "TOKEN_CONFORMANCE_SCOPED_JIRA_TOKEN": "MADE-UP-J",
        "TOKEN_CONFORMANCE_SCOPED_CONFLUENCE_TOKEN": "MADE-UP-C",
        "EDGE_SITE_URL": "https://made-up.atlassian.net",
        "EDGE_JIRA_GATEWAY_URL": "https://api.atlassian.com/ex/jira/1",
        "EDGE_CONFLUENCE_GATEWAY_URL": "https://api.atlassian.com/ex/confluence/1",
        "SSL_CERT_FILE": "/made/up/ca.pem",
    }
)


def cells(
    endpoint: str = "jira-platform/list-x", path: str = "/x/A?in=B", template: str = "/x/{key}"
) -> list[ReadCell]:
    """The four cells of an endpoint that fails silently with a scoped token at the site."""
    app = "confluence" if endpoint.startswith("confluence") else "jira"
    return [
        ReadCell(
            endpoint=endpoint,
            operation=f"GET {template}",
            app=app,
            token=token,
            form=form,
            path=path,
            status=200,
            proof=("values", 0, "key"),
            holds=(token, form) != ("scoped", "site"),
        )
        for token, form in (("unscoped", "site"), ("unscoped", "gateway"), ("scoped", "site"), ("scoped", "gateway"))
    ]
