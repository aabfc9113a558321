"""What a search by JQL knows besides the query: the tenant, the caller, the time, and the meaning of a condition."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from token_conformance.edge.products.api import ApiError, Call
from token_conformance.edge.tenant.issue import Issue
from token_conformance.edge.tenant.jira import Jira
from token_conformance.edge.tenant.software import Sprint
from token_conformance.edge.tenant.state import State

Condition = Callable[[Issue], bool]


@dataclass(frozen=True)
class Context:
    """The tenant that is searched, who searches, and when."""

    state: State
    account_id: str | None
    now: datetime

    @classmethod
    def of(cls, call: Call) -> "Context":
        """The context of a call, now."""
        return cls(call.state, call.account_id, datetime.now(UTC))

    @property
    def jira(self) -> Jira:
        """The tenant's Jira."""
        return self.state.jira

    def sprints_of(self, issue: Issue) -> list[Sprint]:
        """The sprints that an issue is planned for."""
        return [sprint for sprint in self.state.software.sprints if issue.key in sprint.issue_keys]


def unsupported(operator: str, field: str) -> ApiError:
    """The error for an operator that a field does not have."""
    return ApiError(400, f"The operator '{operator}' is not supported by the '{field}' field.")
