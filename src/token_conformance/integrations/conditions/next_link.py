"""The link to the next page, in another form than Atlassian's usual one."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp

from token_conformance.edge.state import State
from token_conformance.gateway_path import site_path
from token_conformance.integrations.conditions.foreign_host import FOREIGN_HOST
from token_conformance.integrations.conditions.rewriting import walk, with_answer

_CONFLUENCE_V1 = "/rest/api/"
_NAMES = {"next", "nextPage"}


@dataclass(frozen=True)
class NextLink:
    """Writes each link to a next page anew, in answers and in their `Link` header.

    `form` has placeholders: the `{path}` as the site has it, with its query; `{path_without_wiki}`; the tenant's
    `{site}`; and the `{foreign}` host. A link of Jira's, which has no `/wiki`, is only moved to another host.
    """

    form: str

    def in_front_of(self, app: ASGIApp, state: State) -> ASGIApp:
        """Write the links anew in the edge's answers."""

        def member(name: str, value: Any) -> Any:
            return self._link(value, state) if name in _NAMES and isinstance(value, str) else value

        def header(headers: MutableHeaders) -> None:
            if link := headers.get("link"):
                url, _, rest = link.removeprefix("<").partition(">")
                headers["link"] = f"<{self._link(url, state)}>{rest}"

        return with_answer(app, lambda answer: walk(answer, member), header)

    def _link(self, url: str, state: State) -> str:
        parts = urlsplit(url)
        path, query = site_path(parts.path), f"?{parts.query}"
        if not parts.netloc and path.startswith(_CONFLUENCE_V1):  # which leaves `/wiki` out, as only Confluence does
            path = f"/wiki{path}"
        return self.form.format(
            path=path + query,
            path_without_wiki=path.removeprefix("/wiki") + query,
            site=state.tenant.site,
            foreign=FOREIGN_HOST,
        )
