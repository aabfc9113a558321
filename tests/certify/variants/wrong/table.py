"""The variant for each requirement."""

from unittest.mock import patch

from wrong import answers, discovery, links, repeats, tokens
from wrong.variant import Variant

VARIANTS = {
    "T1": Variant(tokens.ScopedOnly),
    "T2": Variant(tokens.SiteFirst),
    "T3": Variant(tokens.OnePrefix),
    "T4": Variant(tokens.InCookie),
    "T5": Variant(tokens.Trusting),
    "T6": Variant(tokens.Generous),
    "T7": Variant(answers.Credulous),
    "T8": Variant(answers.NotFound),
    "T9": Variant(answers.Curt),
    "T10": Variant(answers.Stubborn),
    "D1": Variant(discovery.HalfConfigured),
    "D2": Variant(discovery.Indiscreet),
    "D3": Variant(discovery.Forgetful),
    "P1": Variant(links.NaiveNext),
    "P2": Variant(links.CutShort),
    "P3": Variant(change=patch("either_token.program.jira._link", links.gateway_link)),
    "P4": Variant(links.FromSite),
    "R1": Variant(change=patch("either_token.patience.REPETITIONS", 0)),
    "R2": Variant(repeats.Repeating),
    "L1": Variant(repeats.Talkative),
    "L2": Variant(repeats.Logging),
    "L3": Variant(links.Redirected),
}
"""The variants by the requirement that each violates."""
