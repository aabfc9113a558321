"""A subject that takes the token of a service account gets it, with the account's address and its own variables."""

from base64 import b64encode
from collections.abc import Callable

import pytest

from token_conformance.certify.observation.inputs import public_values, token_of
from token_conformance.certify.observation.manual.progress import Progress
from token_conformance.certify.observation.observe import observe
from token_conformance.certify.observation.tenants import Tokens, tenant_of, tokens_for_products
from token_conformance.certify.scenarios.all_scenarios import SCENARIOS
from token_conformance.certify.scenarios.scenario import Given, Scenario
from token_conformance.certify.subject.subject import Action, Configuration, Holder, Subject
from token_conformance.edge.access.own_tokens import scopes_of_apps
from token_conformance.model.account import Account
from token_conformance.model.cell import UrlForm

Fake = Callable[..., Subject]
BEARER = """
    import os, sys
    import httpx

    TOKEN = os.environ["TOKEN"]
    sent = {"auth": (os.environ["EMAIL"], TOKEN)}
    if os.environ.get("SCHEME"):
        sent = {"headers": {"Authorization": f"Bearer {TOKEN}"}}
    answer = httpx.request(sys.argv[1], os.environ["URL"] + sys.argv[2], **sent)
    print(answer.status_code, answer.text, os.environ["EMAIL"])
    sys.exit(0 if answer.is_success else 1)
"""
CONFIGURATION = Configuration(
    common={"EMAIL": "{email}", "TOKEN": "{token}"},
    site={"URL": "{site_url}"},
    gateway={"URL": "{jira_gateway_url}"},
    service_account={"SCHEME": "Bearer"},
)
ALONE, BOTH = (Holder.SERVICE_ACCOUNT,), (Holder.PERSON, Holder.SERVICE_ACCOUNT)


def taking(fake: Fake, *credentials: Holder) -> Subject:
    """A subject that takes these tokens."""
    return fake(BEARER, configuration=CONFIGURATION, credentials=credentials)


def scenario(token: Given, form: UrlForm) -> Scenario:
    """A scenario of one read."""
    return Scenario("one", "", (), (Action.WHOAMI,), token=token, forms=(form,))


@pytest.mark.parametrize(
    ("given", "form", "status", "credential"),
    [
        (Given.SCOPED, UrlForm.GATEWAY, 200, "service-account"),
        (Given.LACKING, UrlForm.GATEWAY, 401, "service-account"),
        (Given.INVALID, UrlForm.GATEWAY, 401, "invalid"),
        (Given.SCOPED, UrlForm.SITE, 403, "service-account"),
        (Given.INVALID, UrlForm.SITE, 403, "invalid"),
    ],
)
def test_every_kind_of_its_token(fake: Fake, given: Given, form: UrlForm, status: int, credential: str) -> None:
    """It works at the gateway alone; a success shows the service account, and not the person."""
    observation = observe(taking(fake, *ALONE), scenario(given, form))
    [request], [run] = observation.requests, observation.runs
    assert (status, credential) == (request.status, request.credential)
    assert (Holder.SERVICE_ACCOUNT, status == 200, "@serviceaccount." in run.stdout) == (
        run.holder,
        run.succeeded and not run.missing,
        True,
    )


def test_it_has_no_token_without_scopes(fake: Fake) -> None:
    """Nothing is run where such a token is given, unless the subject takes a person's as well."""
    given = scenario(Given.UNSCOPED, UrlForm.SITE)
    assert ((), ()) == ((alone := observe(taking(fake, *ALONE), given)).runs, alone.requests)
    assert [Holder.PERSON] == [run.holder for run in observe(taking(fake, *BOTH), given).runs]


@pytest.mark.slow
def test_both_are_given_one_after_the_other(fake: Fake) -> None:
    """Each with its own variables."""
    observation = observe(taking(fake, *BOTH), scenario(Given.SCOPED, UrlForm.GATEWAY))
    assert ["scoped", "service-account"] == [request.credential for request in observation.requests]
    assert [(each, True, ()) for each in BOTH] == [(run.holder, run.succeeded, run.missing) for run in observation.runs]


def test_a_person_has_a_step_for_each_token(fake: Fake) -> None:
    """The title says when the token is that of a service account."""
    subject = fake(commands={}, manual={Action.WHOAMI: "Press Test."}, credentials=BOTH)
    given = scenario(Given.SCOPED, UrlForm.GATEWAY)
    first, second = Progress(subject, (given,)).steps(given)
    assert ("Step 1 of 2: whoami, in one. ", "Step 2 of 2: whoami, in one, with the token of a service account. ") == (
        first.title,
        second.title,
    )
    progress = Progress(subject, (given,), done={"one": ["gateway/whoami"]})
    assert [second] == progress.steps(given)


def test_whom_find_user_finds_is_a_person(fake: Fake) -> None:
    """In every other command the address is that of the account of the token."""
    state, given = tenant_of("fake", SCENARIOS["scoped-gateway"]).state, SCENARIOS["scoped-gateway"]

    def address(action: Action, holder: Holder) -> str:
        return public_values(state, fake(), given, action, holder)["email"]

    person, service = state.tenant.email, state.tenant.service_account_email
    assert [person, person] == [address(Action.FIND_USER, holder) for holder in BOTH]
    assert [person, service] == [address(Action.WHOAMI, holder) for holder in BOTH]


def test_its_token_has_all_scopes_of_both_apps_or_lacks_those_of_the_action() -> None:
    """Where it lacks one, it is another token of the same account."""
    state, account = tenant_of("mine", SCENARIOS["scoped-gateway"])
    tokens = tokens_for_products(account, state.tenant.account_id)
    assert tokens[account.service_account].scopes == scopes_of_apps()["jira"] | scopes_of_apps()["confluence"]
    for app, action, scope in [
        ("jira", Action.GET_ISSUE, "read:jira-work"),
        ("jira", Action.WHOAMI, "read:jira-user"),
        ("confluence", Action.GET_PAGE, "read:page:confluence"),
    ]:
        lacking = tokens[token_of(account, Given.LACKING, app, action, Holder.SERVICE_ACCOUNT)]
        assert (account.service_account_email, False) == (lacking.email, scope in (lacking.scopes or {scope}))


def test_what_nobody_owns_belongs_to_no_service_account() -> None:
    """The invalid value is the same for both."""
    account = Account("a@example.com", "u", "j", "c", "invalid", "s")
    assert "invalid" == token_of(account, Given.INVALID, "jira", Action.WHOAMI, Holder.SERVICE_ACCOUNT)


def test_its_credential_is_masked_with_its_own_address() -> None:
    """Basic of another address is a credential, too, and masked as a whole."""
    account = Account("a@example.com", "u", "j", "c", "i", "MADE-UP=1", "s@example.com")
    tokens = Tokens([account.email, account.service_account_email], ["MADE-UP=1"])
    assert "Basic <base64 of the credential>" == tokens.mask("Basic " + b64encode(b"s@example.com:MADE-UP=1").decode())
