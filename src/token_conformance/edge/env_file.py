"""The settings of a live run, for the tenant of a running edge, and the file that a user can load them from."""

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from shlex import quote

from token_conformance.model.account import Account
from token_conformance.model.tenant import Tenant
from token_conformance.model.text_file import replace_text

_PREFIX = "TOKEN_CONFORMANCE_"
_LOOKED_UP = {"cloud_id", "account_id"}
"""Fields of the tenant that a live run looks up itself."""


def settings_of(tenant: Tenant, account: Account) -> dict[str, str]:
    """The environment variables for the tenant, its account's tokens, and the things that the requirements read."""
    tokens = {
        "unscoped_token": account.unscoped,
        "scoped_jira_token": account.scoped_jira,
        "scoped_confluence_token": account.scoped_confluence,
    }
    names = {name: value for name, value in asdict(tenant).items() if name not in _LOOKED_UP}
    return {f"{_PREFIX}{name.upper()}": str(value) for name, value in (names | tokens).items()}


def write_env_file(path: Path, variables: Mapping[str, str]) -> None:
    """Write `KEY=value` lines, quoted for a shell and for `.env` files.

    The file appears under its name only when it is complete, because another program may wait for it.
    """
    replace_text(path, "".join(f"{name}={quote(value)}\n" for name, value in variables.items()))
