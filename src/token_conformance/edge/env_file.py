"""The settings of a live run, for the tenant of a running edge, and the file that a user can load them from."""

import os
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from shlex import quote

from token_conformance.edge.access.tokens import CLASSIC_ONLY, OTHER_SCOPES, WITHOUT_READ
from token_conformance.edge.server.edge import Edge
from token_conformance.errors import UserError
from token_conformance.model.account import Account
from token_conformance.model.cell import Product, UrlForm
from token_conformance.model.tenant import Tenant
from token_conformance.model.text_file import replace_text

MARK = "# Written by `token-conformance edge` (atlassian-token-conformance), which replaces and removes this file."
"""The first line of the file. A file without it belongs to somebody else, and is never replaced or removed."""

_PREFIX = "TOKEN_CONFORMANCE_"
_LOOKED_UP = {"cloud_id", "account_id", "service_account_id", "service_account_email"}
"""Fields of the tenant that a live run looks up itself, and those of a service account, which a user adds."""


def settings_of(tenant: Tenant, account: Account) -> dict[str, str]:
    """The environment variables for the tenant, its account's tokens, and the things that the requirements read."""
    tokens = {
        "unscoped_token": account.unscoped,
        "scoped_jira_token": account.scoped_jira,
        "scoped_confluence_token": account.scoped_confluence,
    }
    names = {name: value for name, value in asdict(tenant).items() if name not in _LOOKED_UP}
    return {f"{_PREFIX}{name.upper()}": str(value) for name, value in (names | tokens).items()}


def script_variables(edge: Edge) -> dict[str, str]:
    """Where the edge's tenant is, and its other tokens, for scripts; a live run does not read these variables.

    The own tokens of the user are `EDGE_TOKEN_NAME`.
    """
    tenant, account = edge.tenant, edge.account
    named = {
        "cloud_id": tenant.cloud_id,
        "site_url": tenant.base_url(Product.JIRA_PLATFORM, UrlForm.SITE),
        "jira_gateway_url": tenant.base_url(Product.JIRA_PLATFORM, UrlForm.GATEWAY),
        "confluence_gateway_url": tenant.base_url(Product.CONFLUENCE, UrlForm.GATEWAY),
        "jira_classic_only_token": f"{account.scoped_jira}{CLASSIC_ONLY}",
        "jira_without_read_token": f"{account.scoped_jira}{WITHOUT_READ}",
        "confluence_classic_only_token": f"{account.scoped_confluence}{CLASSIC_ONLY}",
        "confluence_without_read_token": f"{account.scoped_confluence}{WITHOUT_READ}",
        "jira_other_scopes_token": f"{account.scoped_jira}{OTHER_SCOPES}",
        "confluence_other_scopes_token": f"{account.scoped_confluence}{OTHER_SCOPES}",
        "invalid_token": account.invalid,
        "service_account_email": account.service_account_email,
        "service_account_token": account.service_account,
    }
    own = {f"token_{token.variable}": token.value for token in edge.own_tokens}
    return {f"EDGE_{name.upper()}": value for name, value in (named | own).items()}


def write_env_file(path: Path, variables: Mapping[str, str]) -> None:
    """Write `KEY=value` lines, quoted for a shell and for `.env` files, below the mark of an edge.

    The file appears under its name only when it is complete, because another program may wait for it. Raises UserError
    if a file is there that no edge has written, and OSError if the file cannot be written.
    """
    refuse_foreign(path)
    replace_text(path, "".join([f"{MARK}\n", *(f"{name}={quote(value)}\n" for name, value in variables.items())]))


def remove_env_file(path: Path) -> None:
    """Remove the file of an earlier edge, if there is one; raises UserError and OSError as `write_env_file` does."""
    refuse_foreign(path)
    path.unlink(missing_ok=True)


def refuse_foreign(path: Path) -> None:
    """Raise UserError if something is at the path that is not a file that an edge has written; raises OSError too.

    A file of somebody else may have the only copy of tokens, which Atlassian shows once.
    """
    if os.path.lexists(path) and not _has_mark(path):
        raise UserError(
            f"{path}: exists and was not written by `token-conformance edge`, so it is not replaced; name another file"
        )


def _has_mark(path: Path) -> bool:
    if path.is_symlink() or not path.is_file():
        return False
    with path.open("rb") as file:
        return file.readline(len(MARK) + 1) == f"{MARK}\n".encode()
