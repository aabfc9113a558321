"""The scenarios: all are there, each has a tenant of its own, and each list is as long as it must be."""

from token_conformance.certify.observation.tenants import tenant_of
from token_conformance.certify.scenarios.all_scenarios import SCENARIOS

IDS = """
    unscoped-site scoped-gateway scoped-site invalid-site invalid-gateway lacking-gateway untrusted-certificate
    redirect-to-plain-http redirect-to-foreign next-foreign attachment-foreign pages-relative pages-wiki-relative
    pages-absolute-site pages-token pages-offset page-two-fails attachment-at-site rate-limited rate-limited-for-ever
    create-fails create-times-out redirect-to-site noisy
"""


def test_all_scenarios_are_there() -> None:
    """Certificates name them, so their ids stay."""
    assert set(IDS.split()) == set(SCENARIOS)
    assert all(id_ == scenario.id for id_, scenario in SCENARIOS.items())


def test_no_two_scenarios_share_a_tenant() -> None:
    """Nor do two subjects in one scenario: a request attributes itself by site, cloud id and token."""
    made = [tenant_of(subject, scenario) for subject in ("one", "another") for scenario in SCENARIOS.values()]
    for values in (
        {tenant.state.tenant.cloud_id for tenant in made},
        {tenant.account.scoped_jira for tenant in made},
        {tenant.account.unscoped for tenant in made},
    ):
        assert 2 * len(SCENARIOS) == len(values)


def test_no_two_scenarios_of_a_subject_share_a_site() -> None:
    """The names are short, so that this is looked at for a subject that there is."""
    sites = {tenant_of("jira", scenario).state.tenant.site for scenario in SCENARIOS.values()}
    assert len(SCENARIOS) == len(sites)


def test_a_tenant_is_always_the_same() -> None:
    """What was observed can be observed again."""
    first, second = (tenant_of("jira", SCENARIOS["pages-token"]) for _ in range(2))
    assert (first.state.tenant, first.account) == (second.state.tenant, second.account)
    assert first.account.scoped_jira == second.account.scoped_jira


def test_lists_that_are_paged_have_two_pages() -> None:
    """Of four things at most; and no space's key holds another's, or a missing one would not be missed."""
    state = tenant_of("jira", SCENARIOS["pages-offset"]).state
    keys = [space.key for space in state.confluence.spaces.values()]
    pages = [page for page in state.confluence.of_type("page") if page.space.id == state.tenant.space_id]
    issues = state.jira.issues_of(state.tenant.project_key)
    assert all(4 < count <= 8 for count in (len(keys), len(state.jira.projects), len(pages), len(issues)))
    assert not any(key in other for key in keys for other in keys if key != other)
