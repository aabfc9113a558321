"""Who may do what in a space: the caller everything, others what was granted to them; it restricts nobody here."""

from typing import NamedTuple

from token_conformance.edge.products.api import Call
from token_conformance.edge.tenant.confluence_content import Space

_INSIDE = ("page", "blogpost", "comment", "attachment")
HELD = (
    *((operation, target) for target in _INSIDE for operation in ("create", "delete")),
    ("read", "space"),
    ("administer", "space"),
)
"""What the caller may do in every space: operations, each with the type of thing that it is done to."""

GRANTED = {*HELD, ("archive", "page"), ("delete", "space"), ("export", "space"), ("restrict_content", "space")}
"""What can be granted."""


class Held(NamedTuple):
    """A permission of a space: of a user or a group (`kind`), by the account id or the id of the group."""

    id: str
    kind: str
    subject: str
    operation: str
    target: str


def permissions_of(call: Call, space: Space) -> list[Held]:
    """All permissions of a space."""
    own = [Held(f"{space.id}{number:02}", "user", call.account_id or "", *one) for number, one in enumerate(HELD)]
    return own + [Held(*grant) for grant in space.grants]
