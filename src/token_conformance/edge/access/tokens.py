"""The one account of the edge's tenant and its API tokens with their scopes. The tokens are made up and public.

The scope sets are the smallest that allow every listed endpoint. They are classic scopes where an operation has classic
scopes: Jira Software and Confluence v2 have granular scopes only. A real scoped token is for one app, with at most 50
scopes.
"""

from dataclasses import dataclass

from token_conformance.catalogue.operations import Operation
from token_conformance.edge.access.world import KNOWN, Grants
from token_conformance.model.account import Account
from token_conformance.model.tenant import Tenant

_JIRA_CLASSIC = frozenset(
    {
        "read:jira-work",  # issues, projects, fields, filters, dashboards; the queues of a service desk
        "write:jira-work",  # create, edit, delete, transition, comment, worklog, attach
        "read:jira-user",  # myself, users, configuration
    }
)
_JIRA_SCOPES = _JIRA_CLASSIC | {
    "read:servicedesk-request",  # service desks, request types, requests
    "write:servicedesk-request",  # create a request
    "manage:servicedesk-customer",  # list organizations, which no classic read scope allows
    "read:board-scope:jira-software",  # boards, their issues and backlog; no classic scope allows them
    "read:project:jira",  # list boards
    "read:issue-details:jira",  # issues of a board
    "read:sprint:jira-software",  # sprints
}
_CONFLUENCE_SCOPES = frozenset(
    {
        "search:confluence",  # v1: search by CQL, content search
        "read:confluence-user",  # v1: current user
        "write:confluence-file",  # v1: upload an attachment
        "read:space:confluence",
        "read:page:confluence",  # pages, blog posts, labels of a page
        "write:page:confluence",
        "read:comment:confluence",
        "read:attachment:confluence",
        "read:label:confluence",
        "read:task:confluence",
        "read:confluence-content.all",  # v1, no longer published: pages, attachments of a page
        "write:confluence-content",  # v1, no longer published: create and update a page
        "read:confluence-space.summary",  # v1, no longer published: spaces
    }
)
_CONFLUENCE_CLASSIC = frozenset(
    {
        "search:confluence",
        "read:confluence-user",
        "write:confluence-file",
        "read:confluence-content.all",  # reads pages by v1; no classic scope allows v2
        "write:confluence-content",
    }
)
_READS_PAGES = {"read:page:confluence", "read:confluence-content.all"}


@dataclass(frozen=True)
class Token:
    """One API token as the edge knows it. `scopes` is None for an unscoped token."""

    email: str
    account_id: str
    scopes: frozenset[str] | None

    @property
    def is_scoped(self) -> bool:
        """Whether this is an API token with scopes."""
        return self.scopes is not None

    def allows(self, operation: Operation | None, grants: Grants = KNOWN.grants) -> bool:
        """Whether its scopes allow an operation; a scoped token is never allowed an unknown operation, None (G2)."""
        if self.scopes is None:
            return True
        return operation is not None and grants(operation, self.scopes)


def tokens_of(account: Account, account_id: str) -> dict[str, Token]:
    """The tokens of an account, by their values."""
    scopes = {
        account.unscoped: None,
        account.scoped_jira: _JIRA_SCOPES,
        account.scoped_confluence: _CONFLUENCE_SCOPES,
        # Each of these four lacks scopes, so that a missing scope can be tested and distinguished from other failures.
        f"{account.scoped_jira}-CLASSIC-ONLY": _JIRA_CLASSIC,
        f"{account.scoped_confluence}-CLASSIC-ONLY": _CONFLUENCE_CLASSIC,
        f"{account.scoped_jira}-WITHOUT-READ": _JIRA_SCOPES - {"read:jira-work"},
        f"{account.scoped_confluence}-WITHOUT-READ": _CONFLUENCE_SCOPES - _READS_PAGES,
    }
    return {value: Token(account.email, account_id, granted) for value, granted in scopes.items()}


def seeded_account(tenant: Tenant) -> Account:
    """The account with which a target sends requests; its `invalid` value is not a token of the edge."""
    return Account(
        email=tenant.email,
        unscoped="MADE-UP-UNSCOPED-TOKEN",
        scoped_jira="MADE-UP-SCOPED-JIRA-TOKEN",
        scoped_confluence="MADE-UP-SCOPED-CONFLUENCE-TOKEN",
        invalid="MADE-UP-INVALID-TOKEN",
    )
