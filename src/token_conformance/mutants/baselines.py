"""What mutants are compared with: mostly the suite as it is, else a setup in which a mutant has something to move."""

from collections.abc import Mapping
from dataclasses import replace

from token_conformance.account import Account
from token_conformance.edge.state import State
from token_conformance.edge.state.shared_object import Filter
from token_conformance.mutants.cassettes import as_they_are
from token_conformance.mutants.client import with_account, with_cloud_id
from token_conformance.mutants.setup import Setup, seeded
from token_conformance.tenant import SEEDED

AS_IT_IS = "the suite as it is"
"""The setup of every run that a user makes against the edge."""

_MANY = 60
"""More than any list shows on its first page."""

NO_CLOUD_ID = "00000000-c10d-4000-8000-00000000dead"


def crowded() -> State:
    """A tenant with more filters, blog posts, comments, labels and tasks than a page of a list shows."""
    state, owner = seeded(), SEEDED.account_id
    page = state.confluence.contents[SEEDED.page_id]
    for number in range(_MANY):
        state.jira.filters.append(Filter(state.jira.next_id(Filter), f"Filter {number}", owner, "order by created"))
        state.confluence.create("blogpost", page.space, f"News {number}", "<p>It works.</p>", owner)
        state.confluence.comment(page, owner, "<p>A comment.</p>")
        state.confluence.label(page, f"label-{number}")
        state.confluence.add_task(page, owner, "A thing to do")
    return state


def _without_read(account: Account) -> Account:
    return replace(account, scoped_jira=f"{account.scoped_jira}-WITHOUT-READ")


def _classic_only(account: Account) -> Account:
    return replace(account, scoped_confluence=f"{account.scoped_confluence}-CLASSIC-ONLY")


BASELINES: Mapping[str, Setup] = {
    AS_IT_IS: Setup(),
    "a Jira token without read:jira-work": Setup(client=with_account(_without_read)),
    "a Confluence token with classic scopes only": Setup(client=with_account(_classic_only)),
    "a client with a wrong cloud id": Setup(client=with_cloud_id(NO_CLOUD_ID)),
    "lists of more than one page": Setup(make_state=crowded),
    "replay": Setup(change_cassettes=as_they_are),
}
"""Each setup by the name that `mutants.toml` and the report use."""

SOUND = frozenset({AS_IT_IS, "lists of more than one page", "replay"})
"""Those in which every cell ends as declared: if one does not, mutants say nothing."""
