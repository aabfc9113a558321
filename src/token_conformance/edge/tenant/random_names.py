"""Invented names and texts, some of them in other scripts and with what trips up careless programs."""

from dataclasses import replace
from random import Random
from uuid import UUID

from token_conformance.edge.tenant.people import User
from token_conformance.edge.tenant.state import State
from token_conformance.model.account import Account
from token_conformance.model.tenant import Tenant

GIVEN_NAMES = ("Åsa", "Bela", "Çağla", "Dmitri", "Esi", "Fionn", "Grażyna", "Hiroshi", "Itzel", "Jörg", "Łucja", "Zoë")
FAMILY_NAMES = ("Brandvold", "D'Amico", "Ferreira-Lund", "Kowalczyk", "Müller", "Ndiaye", "Okonkwo", "山田", "Ó Briain")
ANIMALS = ("badger", "curlew", "dormouse", "heron", "ibex", "lynx", "marten", "otter", "plover", "stoat", "wren")
TEAMS = ("Ärzteportal", "Billing", "Café & Küche", "Data Platform", "Einkauf", "Logistics", "モバイル", "Onboarding")
PLACES = ("Bergen", "Łódź", "Malmö", "Namur", "Oruro", "São João", "Tromsø", "Zürich")
TASKS = (
    'Replace the "legacy" importer',
    "Größe des Caches prüfen",
    "Login fails for <b>new</b> users & guests",
    "Перенести отчёт",
    "Write down how to restore a backup",
    "見積もりを更新する",
    "Ask Łucja about the 10% discount",
    "Crash on 💥 in a summary",
)

_LETTERS = "BCDFGHJKLMNPQRSTVWXZ"  # no vowels: no key is also a word


def random_tenant_names(random: Random) -> Tenant:
    """The names of a tenant; ids are as long as Atlassian's are."""
    project, business, ideas, desk, space = random_keys(random, 5)
    return Tenant(
        site=f"made-up-{random.choice(ANIMALS)}-{_number(random, 1000)}",
        cloud_id=str(_uuid(random)),
        account_id=random_account_id(random),
        email=f"{random.choice(ANIMALS)}.{_number(random, 10)}@example.com",
        project_key=project,
        issue_key=f"{project}-{_number(random, 100)}",
        attachment_id=_number(random, 10_000),
        board_id=int(_number(random, 100)),
        sprint_id=int(_number(random, 1000)),
        business_issue_key=f"{business}-{_number(random, 10)}",
        idea_project_key=ideas,
        idea_key=f"{ideas}-{_number(random, 10)}",
        service_desk_id=_number(random, 10),
        request_type_id=_number(random, 100),
        request_key=f"{desk}-{_number(random, 100)}",
        space_id=_number(random, 1_000_000),
        space_key=space,
        page_id=_number(random, 10_000_000),
    )


def random_account(random: Random, email: str) -> Account:
    """The account with tokens of its own."""
    unscoped, jira, confluence, invalid = (
        f"MADE-UP-{kind}-TOKEN-{random.getrandbits(128):032x}"
        for kind in ("UNSCOPED", "SCOPED-JIRA", "SCOPED-CONFLUENCE", "INVALID")
    )
    return Account(email, unscoped=unscoped, scoped_jira=jira, scoped_confluence=confluence, invalid=invalid)


def random_account_id(random: Random) -> str:
    """An account id in one of the two shapes that are in use."""
    return random.choice((f"{random.choice(('557058', '712020'))}:{_uuid(random)}", f"{random.getrandbits(96):024x}"))


def random_keys(random: Random, count: int) -> list[str]:
    """So many different keys of projects or spaces."""
    keys: dict[str, None] = {}
    while len(keys) < count:
        keys["".join(random.choices(_LETTERS, k=random.randint(4, 6)))] = None
    return list(keys)


def _number(random: Random, least: int) -> str:
    """A number with as many digits as `least`, a power of ten."""
    return str(random.randrange(least, 10 * least))


def _uuid(random: Random) -> UUID:
    return UUID(int=random.getrandbits(128), version=4)


def rename_things(state: State, random: Random) -> None:
    """Give all that a fresh tenant holds names of its own; the texts that people wrote stay."""
    caller = state.tenant.account_id
    colleague = random_user(random)
    state.jira.users = {
        caller: replace(state.jira.users[caller], display_name=random_user(random).display_name),
        colleague.account_id: colleague,
    }
    for project in state.jira.projects.values():
        project.name = random_name(random)
    for space in state.confluence.spaces.values():
        space.name = random_name(random)


def random_user(random: Random) -> User:
    """A person of no other tenant."""
    display_name = f"{random.choice(GIVEN_NAMES)} {random.choice(FAMILY_NAMES)}"
    email = f"{random.choice(ANIMALS)}.{random.randrange(100, 1_000_000)}@example.com"
    return User(random_account_id(random), display_name, email)


def random_name(random: Random) -> str:
    """A name of a project or a space; the number keeps two from being called the same."""
    return f"{random.choice(TEAMS)} {random.choice(PLACES)} {random.randrange(1000)}"
