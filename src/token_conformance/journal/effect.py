"""What operations do to a tenant: read it, make a thing in it that can be found and deleted again, or change one."""

from collections.abc import Mapping
from dataclasses import dataclass

from token_conformance.answer import Answer, NotJsonError
from token_conformance.journal.entry import Entry, Thing
from token_conformance.model import Endpoint

READS_BY_POST = frozenset({"POST /rest/api/3/search/jql"})
"""The operations that change nothing for all that their method says."""


@dataclass(frozen=True)
class Creation:
    """What an operation makes: where its request has the title, and which members of its answer are id and key."""

    thing: Thing
    title_at: tuple[str, ...]
    id_at: str
    key_at: str

    def title(self, body: object) -> str | None:
        """The title in a request's body; None where there is none."""
        for name in self.title_at:
            body = body.get(name) if isinstance(body, Mapping) else None
        return body if isinstance(body, str) else None

    def made(self, entry: Entry, answer: Answer) -> Entry:
        """The entry with what a success has told; as it was where that is not what the product publishes."""
        try:
            body = answer.json()
            return entry.made(str(body[self.id_at]), str(body[self.key_at]))
        except (NotJsonError, LookupError, TypeError):
            return entry


CREATIONS = {
    "POST /rest/api/3/issue": Creation(Thing.ISSUE, ("fields", "summary"), "id", "key"),
    "POST /rest/servicedeskapi/request": Creation(
        Thing.ISSUE, ("requestFieldValues", "summary"), "issueId", "issueKey"
    ),
    "POST /wiki/api/v2/pages": Creation(Thing.PAGE, ("title",), "id", "id"),
}
"""The operations that may make things: only what can be found by its title, and deleted, belongs here."""


def is_write(endpoint: Endpoint) -> bool:
    """Whether a call changes the tenant, by what its requirement says or else by its method."""
    reads = endpoint.method in {"GET", "HEAD"} or endpoint.operation in READS_BY_POST
    return endpoint.writes or not reads
