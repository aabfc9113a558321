"""The tenant of a scenario: made up from a seed of its own, so that every request and every token attributes itself."""

from dataclasses import replace
from zlib import crc32

from token_conformance.certify.scenarios.scenario import Scenario
from token_conformance.edge.tenant.random_tenant import RandomTenant, random_tenant
from token_conformance.edge.tenant.state import State
from token_conformance.model.account import Account

_MORE = 4
"""So many issues and pages more than a fresh tenant has, where lists must be longer than a page."""


def tenant_of(subject: str, scenario: Scenario) -> RandomTenant:
    """The tenant of a scenario of a subject, always the same and of no other."""
    seed = crc32(f"{subject}/{scenario.id}".encode())
    state, account = random_tenant(seed, scenario.extras)
    _tell_apart(state)
    if scenario.extras:
        _lengthen(state)
    return RandomTenant(state, _with_checksums(account, seed))


def _tell_apart(state: State) -> None:
    """Rename the second space: a fresh tenant's key of it holds that of the first, so none could be missed."""
    key = state.tenant.space_key
    for space in state.confluence.spaces.values():
        if space.key.startswith(key) and space.key != key:
            space.key = f"Y{key[::-1]}"


def _lengthen(state: State) -> None:
    tenant, confluence = state.tenant, state.confluence
    space = confluence.spaces[tenant.space_id]
    for number in range(_MORE):
        state.jira.create_issue(tenant.project_key, {"summary": f"One more issue ({number})"}, tenant.account_id)
        title, text = f"One more page ({number})", "<p>Read on.</p>"
        confluence.create("page", space, title, text, tenant.account_id, parent_id=tenant.page_id)


def _with_checksums(account: Account, seed: int) -> Account:
    """Tokens that end as Atlassian's do: their `=` shows whether a client encodes what it sends."""
    checksum = f"={seed:08X}"
    return replace(
        account,
        unscoped=account.unscoped + checksum,
        scoped_jira=account.scoped_jira + checksum,
        scoped_confluence=account.scoped_confluence + checksum,
        invalid=account.invalid + checksum,
    )
