"""The scenarios: their ids do not change."""

from token_conformance.certify.scenarios.all_scenarios import SCENARIOS

IDS = """
    unscoped-site scoped-gateway scoped-site invalid-site invalid-gateway lacking-gateway untrusted-certificate
    redirect-to-plain-http redirect-to-foreign next-foreign attachment-foreign pages-relative pages-wiki-relative
    pages-absolute-site pages-token pages-offset page-two-fails attachment-at-site rate-limited rate-limited-for-ever
    other-name-certificate create-fails create-times-out redirect-to-site noisy
"""


def test_the_ids_of_scenarios_do_not_change() -> None:
    """Certificates name scenarios by their ids."""
    assert set(IDS.split()) == set(SCENARIOS)
    assert all(id_ == scenario.id for id_, scenario in SCENARIOS.items())
