"""A sweep of every operation with six credentials at both URL forms: each answer has a rule, and is counted.

The counts are printed: `pytest tests/edge/test_sweep.py -s -m nightly`.
"""

from collections import Counter
from collections.abc import Iterator
from functools import cache

import pytest

from every_operation import HANDLED, filled, requesting
from in_process_edge import ACCOUNT, SITE, Asked, Asking, ask_all
from token_conformance.catalogue.operations import Operation, family_operations, published, retired
from token_conformance.catalogue.rules import rules
from token_conformance.edge.ruled import NOT_MODELLED
from token_conformance.model.cell import FORMS, UrlForm

pytestmark = [pytest.mark.slow, pytest.mark.nightly]

CREDENTIALS = {
    "unscoped": ACCOUNT.unscoped,
    "scoped Jira": ACCOUNT.scoped_jira,
    "scoped Confluence": ACCOUNT.scoped_confluence,
    "scoped without the scope": "",
    "invalid": ACCOUNT.invalid,
    "none": None,
}
OPERATIONS = (*published().operations.values(), *retired().operations.values())
FAMILY_OPERATIONS = tuple(family_operations().operations.values())

KEPT = {
    f"DELETE /rest/api/{version}/{path}"
    for version in (2, 3)
    for path in (
        "issuetypescreenscheme/{issueTypeScreenSchemeId}",
        "priority/{id}",
        "screens/{screenId}",
        "screenscheme/{screenSchemeId}",
    )
}
"""Operations whose handler knows what is missing alone: it answers 404, and 501 for what exists, as here."""

LET_IN = {"S1", "S2", "C1", "G1", "G8"}
"""The rules by which a product gets a request; C1 also refuses, with 401."""


def token_of(credential: str, operation: Operation) -> str | None:
    """The token of a credential; one without the scope is of the operation's app."""
    if credential != "scoped without the scope":
        return CREDENTIALS[credential]
    owner = ACCOUNT.scoped_confluence if operation.app == "confluence" else ACCOUNT.scoped_jira
    return f"{owner}-WITHOUT-READ"


def _requests(credential: str, form: UrlForm) -> Iterator[Asking]:
    for operation in OPERATIONS:
        yield requesting(operation, form, token_of(credential, operation))
    host = "https://api.atlassian.com" if form is UrlForm.GATEWAY else f"{SITE}/gateway/api"
    for operation in FAMILY_OPERATIONS:
        yield Asking(operation.method, f"{host}{filled(operation.path)}", token_of(credential, operation))


@cache
def swept(credential: str, form: UrlForm) -> tuple[tuple[Operation, Asked], ...]:
    """Every operation with its answer."""
    answers = ask_all(_requests(credential, form))
    return tuple(zip((*OPERATIONS, *FAMILY_OPERATIONS), answers, strict=True))


def sort_of(answer: Asked) -> str:
    """What an answer counts as."""
    if answer.rule == NOT_MODELLED:
        return "not modelled"
    if answer.rule == "R1":
        return "removed"
    if answer.rule in LET_IN and not (answer.rule == "C1" and answer.status == 401):
        return "served"
    return f"refused by {answer.rule}"


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("credential", CREDENTIALS)
def test_every_answer_is_explained(credential: str, form: UrlForm) -> None:
    """By a rule of the catalogue, or by 501; and what has no handler is never hidden but from a stranger (C2)."""
    known = {*rules(), NOT_MODELLED}
    for operation, answer in swept(credential, form):
        assert answer.rule in known, operation.name
        assert (answer.status == 501) == (answer.rule == NOT_MODELLED), operation.name
        if operation.name not in HANDLED:
            assert answer.status != 404 or answer.rule == "C2", operation.name
            assert not 200 <= answer.status < 300, operation.name
    counts = Counter(sort_of(answer) for _, answer in swept(credential, form))
    print(f"{credential} at the {form}: " + ", ".join(f"{n} {sort}" for sort, n in sorted(counts.items())))  # noqa: T201  # the figures of the sweep


@pytest.mark.parametrize("form", FORMS)
def test_the_counts_agree_with_the_catalogue(form: UrlForm) -> None:
    """With the unscoped token, each operation with a handler is served, but those that keep things; no other one is."""
    by_sort: dict[str, set[str]] = {}
    for operation, answer in swept("unscoped", form):
        by_sort.setdefault(sort_of(answer), set()).add(operation.name)
    served = by_sort.pop("served")
    assert served == HANDLED - KEPT
    assert {"not modelled", "refused by R2"} | ({"removed"} if form is UrlForm.SITE else set()) == set(by_sort)
    total = len(OPERATIONS) + len(FAMILY_OPERATIONS)
    assert total == len(served) + sum(map(len, by_sort.values()))


@pytest.mark.parametrize("credential", ["invalid", "none"])
def test_a_stranger_is_let_in_where_operations_are_anonymous(credential: str) -> None:
    """S2: at the site alone, and to nothing else."""
    let_in = {
        one.name for one, answer in swept(credential, UrlForm.SITE) if sort_of(answer) in {"served", "not modelled"}
    }
    families = {operation.name for operation in FAMILY_OPERATIONS}  # H1: not known of anybody
    assert {operation.name for operation in OPERATIONS if operation.anonymous} == let_in - families
    assert {"refused by G3"} == {sort_of(answer) for _, answer in swept(credential, UrlForm.GATEWAY)}
