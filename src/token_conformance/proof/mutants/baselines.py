"""The setups that mutants are compared with, and the mistakes that somebody could make with a folder of cassettes."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from shutil import copyfile

from token_conformance.edge.tenant.people import Filter
from token_conformance.edge.tenant.state import State
from token_conformance.model.account import Account, Scheme
from token_conformance.model.tenant import SEEDED
from token_conformance.proof.mutants.client import with_account, with_cloud_id
from token_conformance.proof.mutants.setup import Setup, seeded
from token_conformance.recording.cassette import dump

Change = Callable[[Path], None]
"""A change of a folder of cassettes."""

AS_IT_IS = "the suite as it is"
"""The setup of every run of a user against the edge."""

_MANY = 60
"""More entries than any list shows on its first page."""

NO_CLOUD_ID = "00000000-c10d-4000-8000-00000000dead"


def crowded() -> State:
    """A tenant with more filters, blog posts, comments, labels and tasks than a page of a list shows."""
    state, owner = seeded(), SEEDED.account_id
    page = state.confluence.contents[SEEDED.page_id]
    for number in range(_MANY):
        state.jira.filters.append(Filter(state.jira.next_id(Filter), f"Filter {number}", owner, "order by created"))
        state.confluence.create("blogpost", page.space, f"News {number}", "<p>It works.</p>", owner)
        state.confluence.add_comment(page, owner, "<p>A comment.</p>")
        state.confluence.add_label(page, f"label-{number}")
        state.confluence.add_task(page, owner, "A thing to do")
    return state


def _without_read(account: Account) -> Account:
    return replace(account, scoped_jira=f"{account.scoped_jira}-WITHOUT-READ")


def _classic_only(account: Account) -> Account:
    return replace(account, scoped_confluence=f"{account.scoped_confluence}-CLASSIC-ONLY")


def as_they_are(_: Path) -> None:
    """Leave the cassettes unchanged."""


def moving(source: str, to: str) -> Change:
    """Replace the file of one cell by the file of another cell."""
    return lambda folder: _copy(_file(folder, source), _file(folder, to))


def grafting(source: str, onto: str) -> Change:
    """Replace the exchange in the file of one cell by that of another cell, and leave the stamp of the file."""

    def change(folder: Path) -> None:
        file = _file(folder, onto)
        cassette = json.loads(file.read_text(encoding="utf-8"))
        cassette["interactions"] = json.loads(_file(folder, source).read_text(encoding="utf-8"))["interactions"]
        file.write_text(dump(cassette), encoding="utf-8")

    return change


def _copy(source: Path, to: Path) -> None:
    copyfile(source, to)


def _file(folder: Path, cell: str) -> Path:
    return folder / "endpoints" / f"{cell}.json"


BASELINES: Mapping[str, Setup] = {
    AS_IT_IS: Setup(),
    "a Jira token without read:jira-work": Setup(client=with_account(_without_read)),
    "a Confluence token with classic scopes only": Setup(client=with_account(_classic_only)),
    "a client with a wrong cloud id": Setup(client=with_cloud_id(NO_CLOUD_ID)),
    "lists of more than one page": Setup(make_state=crowded),
    "replay": Setup(change_cassettes=as_they_are),
    "a service account, by Bearer": Setup(service_account=Scheme.BEARER),
    "a service account, by Basic": Setup(service_account=Scheme.BASIC),
}
"""The setups by the names that `mutants.toml` and the report use."""

SOUND = frozenset(
    {
        AS_IT_IS,
        "lists of more than one page",
        "replay",
        "a service account, by Bearer",
        "a service account, by Basic",
    }
)
"""The setups in which every cell must end as declared; if one does not, mutants prove nothing."""
