"""The APIs of the catalogue, and how their documents are recognised: by title, server and paths."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import urlsplit

from token_conformance.catalogue.openapi.node import Node, quoted

OPERATIONS, FAMILY_OPERATIONS = "operations.csv", "family_operations.csv"
"""The tables of the catalogue: operations of a site, and of families, which have no path there."""

GATEWAY = "api.atlassian.com"
_SITE = re.compile(r"[\w-]+\.atlassian\.net|\{your-domain\}(\.atlassian\.net)?")
"""The hosts that Atlassian's documents give for a site."""


@dataclass(frozen=True)
class Api:
    """One API: its id in the tables, and the start of the paths that only it has.

    `prefix` comes before its paths at the gateway, and `title` is in the title of its document.
    """

    id: str
    table: str
    paths: str
    prefix: str = ""
    title: str = ""


APIS = (
    Api("confluence-v1", OPERATIONS, "/wiki/rest/api/", "/ex/confluence/{cloudId}", "Confluence"),
    Api("confluence-v2", OPERATIONS, "/wiki/api/v2/", "/ex/confluence/{cloudId}", "Confluence"),
    Api("jira-platform-v2", OPERATIONS, "/rest/api/2/", "/ex/jira/{cloudId}", "Jira"),
    Api("jira-platform-v3", OPERATIONS, "/rest/api/3/", "/ex/jira/{cloudId}", "Jira"),
    Api("jira-software", OPERATIONS, "/rest/agile/1.0/", "/ex/jira/{cloudId}", "Jira Software"),
    Api("jsm", OPERATIONS, "/rest/servicedeskapi/", "/ex/jira/{cloudId}", "Service Management"),
    Api("assets", FAMILY_OPERATIONS, "/jsm/assets/workspace/"),
    Api("jsm-ops", FAMILY_OPERATIONS, "/jsm/ops/api/"),
    Api("jsm-ops-stakeholder-comms", FAMILY_OPERATIONS, "/jsm/ops/stakeholder-comms/"),
)
"""The APIs whose documents can be imported. A document of the gateway can describe several."""


@dataclass(frozen=True)
class Origin:
    """What a document says of itself: its title, and the host and path of its server."""

    title: str
    host: str
    path: str

    @property
    def is_gateway(self) -> bool:
        """Whether the paths are those of the gateway's host; otherwise they are those of a site."""
        return self.host == GATEWAY


def origin(document: Node) -> Origin:
    """What a document says of itself. Raises DocumentError for a document that is not of Atlassian Cloud."""
    title = document.require("info").require("title").text()
    servers = [server.require("url") for server in document.parts("servers")]
    if not servers:
        raise document.error(f"{quoted(title)} names no server, so it is not a document of Atlassian Cloud")
    parts = urlsplit(servers[0].text()) if _is_url(servers[0].text()) else None
    if parts is None or not (parts.netloc == GATEWAY or _SITE.fullmatch(parts.netloc)) or "Data Center" in title:
        raise servers[0].error(
            f"is {quoted(servers[0].text())} in {quoted(title)}, which is not a document of Atlassian Cloud"
        )
    return Origin(title, parts.netloc, parts.path.rstrip("/"))


def apis_of(origin: Origin, paths: Collection[str], document: Node) -> dict[str, Api]:
    """The API of each path, which begins with the path of the server.

    A path that no API has for itself belongs to the one API of the document. Raises DocumentError if there is none.
    """
    found = {path: api for path in paths for api in _candidates(origin) if path.startswith(api.paths)}
    described = set(found.values())
    if len(described) == 1 and not origin.is_gateway:
        found = dict.fromkeys(paths, described.pop())
    strange = next((path for path in paths if path not in found), None)
    if strange is not None or not paths:
        known = ", ".join(api.paths for api in _candidates(origin))
        raise document.error(
            f"{quoted(origin.title)} is of no API of the catalogue: it has {quoted(strange) if strange else 'no path'};"
            f" known are {known or 'none with this title'}"
        )
    return found


def _candidates(origin: Origin) -> list[Api]:
    table = FAMILY_OPERATIONS if origin.is_gateway else OPERATIONS
    return [api for api in APIS if api.table == table and api.title in origin.title]


def _is_url(text: str) -> bool:
    return re.match(r"(https?:)?//[^/\[\]]+", text) is not None
