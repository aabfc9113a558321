"""Which API a document describes: title, server and paths decide."""

import pytest

from openapi_documents import JIRA, SITE, document, node
from token_conformance.catalogue.families import family_of
from token_conformance.catalogue.openapi.apis import APIS, FAMILY_OPERATIONS, Api, apis_of, origin
from token_conformance.errors import DocumentError

OPS = "https://api.atlassian.com/jsm/ops"


def recognised(title: str, server: str, *paths: str) -> list[str]:
    """The APIs of a document's paths."""
    root = node(document({}, title, server))
    start = origin(root)
    found = apis_of(start, [start.path + path for path in paths], root)
    return [api.id for api in found.values()]


@pytest.mark.parametrize(
    ("title", "server", "paths", "apis"),
    [
        (JIRA, SITE, ["/rest/api/3/x", "/rest/atlassian-connect/1/y"], ["jira-platform-v3"] * 2),
        (JIRA, SITE, ["/rest/atlassian-connect/1/y", "/rest/api/2/x"], ["jira-platform-v2"] * 2),
        (JIRA, SITE, ["/rest/api/2/x", "/rest/api/3/x"], ["jira-platform-v2", "jira-platform-v3"]),
        ("Jira Software Cloud API", SITE, ["/rest/agile/1.0/x", "/rest/builds/0.1/y"], ["jira-software"] * 2),
        ("Service Management Public REST API", SITE, ["/rest/servicedeskapi/x"], ["jsm"]),
        ("The Confluence Cloud REST API", "//your-domain.atlassian.net", ["/wiki/rest/api/x"], ["confluence-v1"]),
        ("The Confluence Cloud REST API v2", "https://{your-domain}/wiki/api/v2", ["/pages"], ["confluence-v2"]),
        ("REST", "https://api.atlassian.com/jsm/assets/workspace/{workspaceId}/v1", ["/icon/{id}"], ["assets"]),
        ("JSM Operations API", f"{OPS}/api/{{cloudId}}", ["/v1/alerts"], ["jsm-ops"]),
        (
            "JSM Operations API",
            f"{OPS}/",
            ["/api/{cloudId}/v1/alerts", "/stakeholder-comms/cloudId/{cloudId}/api/pages"],
            ["jsm-ops", "jsm-ops-stakeholder-comms"],
        ),
    ],
)
def test_a_document_is_recognised(title: str, server: str, paths: list[str], apis: list[str]) -> None:
    """A path that no API has for itself belongs to the one API of the document."""
    assert apis == recognised(title, server, *paths)


@pytest.mark.parametrize(
    ("title", "server", "paths", "line"),
    [
        (
            "Stripe API",
            "https://api.stripe.com/",
            ["/v1/account"],
            "is 'https://api.stripe.com/' in 'Stripe API', which",
        ),
        (
            "Jira REST",
            "{protocol}://{host}:{port}/{basepath}",
            ["/rest/api/2/x"],
            "which is not a document of Atlassian",
        ),
        ("Jira Data Center", SITE, ["/rest/api/2/x"], "in 'Jira Data Center', which is not a document of Atlassian"),
        ("Jira", "https://your-domain.atlassian.net.example.com", ["/rest/api/2/x"], "which is not a document of"),
        ("Jira", "/", ["/rest/api/2/x"], "is '/' in 'Jira', which is not a document of Atlassian Cloud"),
        ("Jira", "https://[::1", ["/rest/api/2/x"], "which is not a document of Atlassian Cloud"),
        (
            JIRA,
            SITE,
            ["/rest/api/9/x"],
            "is of no API of the catalogue: it has '/rest/api/9/x'; known are /rest/api/2/",
        ),
        (JIRA, SITE, [], "is of no API of the catalogue: it has no path; known are /rest/api/2/, /rest/api/3/;"),
        ("Bitbucket", SITE, ["/rest/api/3/x"], "it has '/rest/api/3/x'; known are none with this title;"),
        (JIRA, SITE, ["/rest/api/2/x", "/rest/api/3/x", "/rest/y"], "it has '/rest/y'; known are"),
        ("JSM Operations API", OPS, ["/api/{cloudId}/v1/x", "/other/x"], "it has '/jsm/ops/other/x'; known are /jsm/"),
        (JIRA, "https://api.atlassian.com", ["/rest/api/3/x"], "it has '/rest/api/3/x'; known are /jsm/assets/"),
    ],
)
def test_another_document_is_refused(title: str, server: str, paths: list[str], line: str) -> None:
    """The line names what the document says of itself."""
    with pytest.raises(DocumentError) as caught:
        recognised(title, server, *paths)
    assert line in str(caught.value)


def test_a_document_without_a_server_is_refused() -> None:
    """Documents of Data Center name none."""
    with pytest.raises(DocumentError, match="names no server"):
        origin(node(document({}, servers=[])))


@pytest.mark.parametrize("api", [api for api in APIS if api.table == FAMILY_OPERATIONS], ids=lambda api: api.id)
def test_an_api_of_the_gateway_is_of_a_family(api: Api) -> None:
    """Its base is in `families.toml`."""
    base = {"assets": "x/v1", "jsm-ops": "x/v1", "jsm-ops-stakeholder-comms": "cloudId/x/api"}[api.id]
    assert family_of(f"https://api.atlassian.com{api.paths}{base}") is not None
