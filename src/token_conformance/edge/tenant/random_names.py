"""Invented names, ids and texts, some in other scripts and with characters that careless programs do not handle."""

from dataclasses import replace
from random import Random
from uuid import UUID

from token_conformance.edge.tenant.people import User, Users, service_account_email, service_account_id
from token_conformance.edge.tenant.state import State
from token_conformance.model.account import Account
from token_conformance.model.tenant import Tenant

GIVEN_NAMES = ("Åsa", "Bela", "Çağla", "Dmitri", "Esi", "Fionn", "Grażyna", "Hiroshi", "Itzel", "Jörg", "Łucja", "Zoë")
FAMILY_NAMES = ("Brandvold", "D'Amico", "Ferreira-Lund", "Kowalczyk", "Müller", "Ndiaye", "Okonkwo", "山田", "Ó Briain")
ANIMALS = ("badger", "curlew", "dormouse", "heron", "ibex", "lynx", "marten", "otter", "plover", "stoat", "wren")
TEAMS = ("Ärzteportal", "Billing", "Café & Küche", "Data Platform", "Einkauf", "Logistics", "モバイル", "Onboarding")
CITIES = ("Bergen", "Łódź", "Malmö", "Namur", "Oruro", "São João", "Tromsø", "Zürich")
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

_LETTERS = "BCDFGHJKLMNPQRSTVWXZ"  # no vowels, so that no key is a word


def random_tenant_names(rng: Random) -> Tenant:
    """The names of a tenant; its ids are as long as Atlassian's."""
    project, business, ideas, desk, space = random_keys(rng, 5)
    tenant = Tenant(
        site=f"made-up-{rng.choice(ANIMALS)}-{_number(rng, 4)}",
        cloud_id=str(_uuid(rng)),
        account_id=random_account_id(rng),
        email=f"{rng.choice(ANIMALS)}.{_number(rng, 2)}@example.com",
        project_key=project,
        issue_key=f"{project}-{_number(rng, 3)}",
        attachment_id=_number(rng, 5),
        board_id=int(_number(rng, 3)),
        sprint_id=int(_number(rng, 4)),
        business_issue_key=f"{business}-{_number(rng, 2)}",
        idea_project_key=ideas,
        idea_key=f"{ideas}-{_number(rng, 2)}",
        service_desk_id=_number(rng, 2),
        request_type_id=_number(rng, 3),
        request_key=f"{desk}-{_number(rng, 3)}",
        space_id=_number(rng, 7),
        space_key=space,
        page_id=_number(rng, 8),
    )
    service, address = service_account_id(tenant.account_id), service_account_email(tenant.email)
    return replace(tenant, service_account_id=service, service_account_email=address)


def random_account(rng: Random, email: str) -> Account:
    """An account with random tokens."""
    unscoped, jira, confluence, invalid = (
        f"MADE-UP-{kind}-TOKEN-{rng.getrandbits(128):032x}"
        for kind in ("UNSCOPED", "SCOPED-JIRA", "SCOPED-CONFLUENCE", "INVALID")
    )
    return Account(
        email,
        unscoped=unscoped,
        scoped_jira=jira,
        scoped_confluence=confluence,
        invalid=invalid,
        service_account=f"MADE-UP-SERVICE-ACCOUNT-TOKEN-{rng.getrandbits(128):032x}",
        service_account_email=service_account_email(email),
    )


def random_account_id(rng: Random) -> str:
    """An account id in one of the two shapes that Atlassian uses."""
    return rng.choice((f"{rng.choice(('557058', '712020'))}:{_uuid(rng)}", f"{rng.getrandbits(96):024x}"))


def random_keys(rng: Random, count: int) -> list[str]:
    """`count` different keys of projects or spaces."""
    keys: dict[str, None] = {}
    while len(keys) < count:
        keys["".join(rng.choices(_LETTERS, k=rng.randint(4, 6)))] = None
    return list(keys)


def rename_all(state: State, rng: Random) -> None:
    """Give the users, projects and spaces of a fresh tenant random names; the texts of issues and pages stay."""
    caller = state.tenant.account_id
    colleague = random_user(rng)
    users = state.jira.users
    named = replace(users[caller], display_name=random_user(rng).display_name)
    state.jira.users = Users([named, colleague], users.service_accounts.values())
    for project in state.jira.projects.values():
        project.name = random_name(rng)
    for space in state.confluence.spaces.values():
        space.name = random_name(rng)


def random_user(rng: Random) -> User:
    """A user with a random name, account id and e-mail address."""
    display_name = f"{rng.choice(GIVEN_NAMES)} {rng.choice(FAMILY_NAMES)}"
    email = f"{rng.choice(ANIMALS)}.{rng.randrange(100, 1_000_000)}@example.com"
    return User(random_account_id(rng), display_name, email)


def random_name(rng: Random) -> str:
    """A name of a project or a space; a number makes equal names unlikely."""
    return f"{rng.choice(TEAMS)} {rng.choice(CITIES)} {rng.randrange(1000)}"


def _number(rng: Random, digits: int) -> str:
    """A number with this many digits."""
    return str(rng.randrange(10 ** (digits - 1), 10**digits))


def _uuid(rng: Random) -> UUID:
    return UUID(int=rng.getrandbits(128), version=4)
