"""All scenarios, as data. The stage runs them; the requirements look at what it saw, by the ids given here."""

from token_conformance.integrations.scenarios.pages import PAGES
from token_conformance.integrations.scenarios.stray import STRAY
from token_conformance.integrations.scenarios.tokens import TOKENS
from token_conformance.integrations.scenarios.trouble import TROUBLE

__all__ = ["SCENARIOS"]

SCENARIOS = {scenario.id: scenario for scenario in (*TOKENS, *STRAY, *PAGES, *TROUBLE)}
"""Every scenario by its id."""
