"""One published operation, as a row of `operations.csv`."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Operation:
    """What Atlassian's OpenAPI documents say of one HTTP method and path template.

    `classic` and `granular` are the operation's two scope sets; a token needs all of one of them.
    `anonymous` says that the document lists the empty security requirement.
    """

    api: str
    method: str
    path: str
    operation_id: str
    classic: frozenset[str]
    granular: frozenset[str]
    anonymous: bool
    deprecated: bool

    @classmethod
    def from_row(cls, row: Mapping[str, str]) -> "Operation":
        """Read a row of the table."""
        return cls(
            api=row["api"],
            method=row["method"],
            path=row["site_path"],
            operation_id=row["operation_id"],
            classic=frozenset(row["classic_scopes"].split()),
            granular=frozenset(row["granular_scopes"].split()),
            anonymous=row["anonymous"] == "yes",
            deprecated=row["deprecated"] == "yes",
        )

    @property
    def name(self) -> str:
        """The operation as people write it, such as `GET /rest/api/3/myself`."""
        return f"{self.method} {self.path}"

    @property
    def app(self) -> str:
        """The app it belongs to at the gateway: `jira` or `confluence`."""
        return "confluence" if self.api.startswith("confluence") else "jira"

    def is_allowed(self, scopes: Collection[str]) -> bool:
        """Whether a token with these scopes holds all of the classic or all of the granular set."""
        return any(needed and needed <= set(scopes) for needed in (self.classic, self.granular))
