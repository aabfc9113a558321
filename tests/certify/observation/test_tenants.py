"""Each scenario has its own tenant, and its tokens are found and masked in every form that a client gives them."""

from base64 import b64encode, urlsafe_b64encode
from urllib.parse import quote

import pytest

from token_conformance.certify.observation.tenants import Tokens, tenant_of, tokens_for_products
from token_conformance.certify.scenarios.all_scenarios import SCENARIOS
from token_conformance.edge.access.own_tokens import scopes_of_apps

EMAIL = "otter.7@example.com"
TOKEN = "MADE-UP-TOKEN-0f3a=1A2B3C4D"
TOKENS = Tokens([EMAIL], [TOKEN, f"{TOKEN}-WITHOUT-READ"])
CREDENTIAL = f"{EMAIL}:{TOKEN}".encode()

BASE64 = "<base64 of the credential>"
FORMS = {
    "plain": (TOKEN, "<token>"),
    "longer": (f"{TOKEN}-WITHOUT-READ", "<token>"),
    "in a URL": (quote(TOKEN, safe=""), "<URL-encoded token>"),
    "in a URL, in small letters": (TOKEN.replace("=", "%3d"), "<URL-encoded token>"),
    "escaped in JSON": (TOKEN.replace("=", "\\u003d"), "<URL-encoded token>"),
    "without its checksum": (TOKEN.partition("=")[0], "<token>"),
    "Basic": (b64encode(CREDENTIAL).decode(), BASE64),
    "Basic, without padding": (b64encode(CREDENTIAL).decode().rstrip("="), BASE64),
    "Basic, in a URL": (quote(b64encode(CREDENTIAL).decode(), safe=""), BASE64),
    "base64 of a URL": (urlsafe_b64encode(CREDENTIAL).decode(), BASE64),
    "base64 of the token alone": (b64encode(TOKEN.encode()).decode(), BASE64),
}


@pytest.mark.parametrize(("form", "word"), FORMS.values(), ids=FORMS)
def test_every_form_is_found_and_masked(form: str, word: str) -> None:
    """A form is also found in the middle of other text."""
    text = f'{{"seen": "{form}"}}'
    assert TOKENS.are_in(text)
    assert f'{{"seen": "{word}"}}' == TOKENS.mask(text)


@pytest.mark.parametrize("offset", [0, 1, 2])
def test_base64_of_something_around_a_token_is_found(offset: int) -> None:
    """The token is found at every alignment to the groups of Base64."""
    encoded = b64encode(b"x" * offset + TOKEN.encode() + b" and more").decode()
    assert TOKENS.are_in(encoded)
    assert not TOKENS.are_in(TOKENS.mask(encoded))


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\n    ", r"\n", r"\r\n", "%0A"])
@pytest.mark.parametrize("form", [TOKEN, FORMS["Basic"][0], FORMS["base64 of the token alone"][0]])
def test_a_form_that_is_wrapped_is_found(form: str, line_break: str) -> None:
    """`base64` and `base64.encodebytes` write lines of 76 characters, and a console wraps what is too long for it."""
    wrapped = line_break.join(form[place : place + 11] for place in range(0, len(form), 11))
    assert TOKENS.are_in(wrapped)
    shown = TOKENS.mask(f"seen:\n{wrapped} and {wrapped}.\n")
    assert shown in {f"seen:\n{word} and {word}.\n" for word in ("<token>", BASE64)}


@pytest.mark.parametrize("text", [EMAIL, "MADE-UP-TOKEN", "", b64encode(EMAIL.encode()).decode()])
def test_what_holds_no_token_stays(text: str) -> None:
    """The e-mail address is not a secret."""
    assert not TOKENS.are_in(text)
    assert text == TOKENS.mask(text)


def test_the_longest_form_is_known() -> None:
    """As many characters are left out at the end of an output that was cut."""
    assert TOKENS.longest >= max(len(form) for form, _ in FORMS.values())


def test_no_two_scenarios_share_a_tenant() -> None:
    """A request is attributed by its site, cloud id and token, so two subjects share no tenant either."""
    made = [tenant_of(subject, scenario) for subject in ("one", "another") for scenario in SCENARIOS.values()]
    for values in (
        {tenant.state.tenant.cloud_id for tenant in made},
        {tenant.account.scoped_jira for tenant in made},
        {tenant.account.unscoped for tenant in made},
    ):
        assert 2 * len(SCENARIOS) == len(values)


def test_no_two_scenarios_of_a_subject_share_a_site() -> None:
    """Names of sites are short and could collide, so this is checked for a real subject."""
    sites = {tenant_of("jira", scenario).state.tenant.site for scenario in SCENARIOS.values()}
    assert len(SCENARIOS) == len(sites)


def test_a_tenant_is_always_the_same() -> None:
    """An observation can be repeated with the same tenant."""
    first, second = (tenant_of("jira", SCENARIOS["pages-token"]) for _ in range(2))
    assert (first.state.tenant, first.account) == (second.state.tenant, second.account)
    assert first.account.scoped_jira == second.account.scoped_jira


def test_lists_that_are_paged_have_two_pages() -> None:
    """A page has four items; no space's key contains another key, so that a missing space is noticed."""
    state = tenant_of("jira", SCENARIOS["pages-offset"]).state
    keys = [space.key for space in state.confluence.spaces.values()]
    pages = [page for page in state.confluence.of_type("page") if page.space.id == state.tenant.space_id]
    issues = state.jira.issues_of(state.tenant.project_key)
    assert all(4 < count <= 8 for count in (len(keys), len(state.jira.projects), len(pages), len(issues)))
    assert not any(key in other for key in keys for other in keys if key != other)


def test_the_token_with_scopes_allows_what_any_product_calls() -> None:
    """It has all scopes of its app, since users choose those that a product needs; the one that lacks some does not."""
    state, account = tenant_of("mine", SCENARIOS["scoped-gateway"])
    tokens = tokens_for_products(account, state.tenant.account_id)
    assert tokens[account.scoped_jira].scopes == scopes_of_apps()["jira"]
    assert tokens[account.scoped_confluence].scopes == scopes_of_apps()["confluence"]
    lacking = tokens[f"{account.scoped_jira}-WITHOUT-READ"].scopes
    assert lacking
    assert "read:jira-work" not in lacking
