"""The accounts of the edge's tenant, a person's and a service account's, and their API tokens with their scopes.

The tokens are made up and public. The scope sets are the smallest that allow every listed endpoint. They are classic
scopes where an operation has classic scopes: Jira Software and Confluence v2 have granular scopes only. A real scoped
token of a person is for one app, with at most 50 scopes.
"""

from dataclasses import dataclass

from token_conformance.catalogue.operations import Operation
from token_conformance.edge.access.world import KNOWN, Grants
from token_conformance.edge.tenant.people import service_account_email, service_account_id
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
SERVICE_SCOPES = _JIRA_SCOPES | _CONFLUENCE_SCOPES
"""A1: a token of a service account may have the scopes of several apps."""

CLASSIC_ONLY = "-CLASSIC-ONLY"
WITHOUT_READ = "-WITHOUT-READ"
OTHER_SCOPES = "-OTHER-SCOPES"
"""The endings of six more tokens, each of which lacks scopes, so that a missing scope can be tested and distinguished
from other failures. The last one has a scope that reads neither accounts nor content."""

_GRANTED = {
    "jira": {
        "": _JIRA_SCOPES,
        CLASSIC_ONLY: _JIRA_CLASSIC,
        WITHOUT_READ: _JIRA_SCOPES - {"read:jira-work"},
        OTHER_SCOPES: frozenset({"write:servicedesk-request"}),
    },
    "confluence": {
        "": _CONFLUENCE_SCOPES,
        CLASSIC_ONLY: _CONFLUENCE_CLASSIC,
        WITHOUT_READ: _CONFLUENCE_SCOPES - _READS_PAGES,
        OTHER_SCOPES: frozenset({"write:confluence-file"}),
    },
}
"""The scopes of a person's tokens with scopes, by the app and the ending of the token."""

UNSCOPED = "unscoped"
SERVICE_ACCOUNT = "service-account"
SCOPED_FOR = {"jira": "scoped-jira", "confluence": "scoped-confluence"}
"""The kind of a person's token with scopes, by the app that it is made for."""


@dataclass(frozen=True)
class Token:
    """One API token as the edge knows it.

    `scopes` is None for an unscoped token. `kind` is an id of `credentials.toml`.
    """

    email: str
    account_id: str
    scopes: frozenset[str] | None
    kind: str

    @property
    def is_personal(self) -> bool:
        """Whether it is the token of a person (A1: the only other one is that of a service account)."""
        return self.kind != SERVICE_ACCOUNT

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
    """The tokens of an account and of its service account, by their values."""
    tokens = {account.unscoped: Token(account.email, account_id, None, UNSCOPED)}
    for app, scoped in {"jira": account.scoped_jira, "confluence": account.scoped_confluence}.items():
        for ending, scopes in _GRANTED[app].items():
            tokens[f"{scoped}{ending}"] = Token(account.email, account_id, scopes, SCOPED_FOR[app])
    if account.service_account:
        tokens[account.service_account] = Token(
            account.service_account_email, service_account_id(account_id), SERVICE_SCOPES, SERVICE_ACCOUNT
        )
    return tokens


def seeded_account(tenant: Tenant) -> Account:
    """The account with which a target sends requests; its `invalid` value is not a token of the edge."""
    return Account(
        email=tenant.email,
        unscoped="MADE-UP-UNSCOPED-TOKEN",
        scoped_jira="MADE-UP-SCOPED-JIRA-TOKEN",
        scoped_confluence="MADE-UP-SCOPED-CONFLUENCE-TOKEN",
        invalid="MADE-UP-INVALID-TOKEN",
        service_account="MADE-UP-SERVICE-ACCOUNT-TOKEN",
        service_account_email=service_account_email(tenant.email),
    )
