"""The scenarios that a subject is put into; requirements look at what was seen in them, by the ids given here."""

from token_conformance.certify.scenarios.all_scenarios import PAGES, STRAY, TOKENS, TROUBLE

__all__ = ["SCENARIOS"]

SCENARIOS = {scenario.id: scenario for scenario in (*TOKENS, *STRAY, *PAGES, *TROUBLE)}
"""Every scenario by its id."""
