"""Scenarios of the token alone: every kind of it, at the URL forms where users put it."""

from token_conformance.certify.subject.subject import READS, WRITES, Action
from token_conformance.integrations.scenario import Given, Scenario
from token_conformance.model import UrlForm

_ALL = (*READS, *WRITES, Action.GET_ATTACHMENT, Action.SHOW_LINK)

TOKENS = (
    Scenario(
        "unscoped-site",
        "An unscoped token, at the site form.",
        ("T1", "T4", "L1", "D3"),
        (*READS, *WRITES),
        token=Given.UNSCOPED,
        forms=(UrlForm.SITE,),
    ),
    Scenario("scoped-gateway", "A scoped token, at the gateway form.", ("T2", "T3", "T4", "P3", "L1"), _ALL),
    Scenario(
        "scoped-site",
        "A scoped token, and only the site's URL: the usual mistake.",
        ("T7", "T8", "T9", "D1", "D2", "D3", "L1"),
        READS,
        forms=(UrlForm.SITE,),
    ),
    Scenario(
        "invalid-site",
        "A token that nobody owns, at the site form.",
        ("T7", "T8", "T9", "L1"),
        READS,
        token=Given.INVALID,
        forms=(UrlForm.SITE,),
    ),
    Scenario(
        "invalid-gateway",
        "A token that nobody owns, at the gateway form.",
        ("T7", "T8", "L1"),
        READS,
        token=Given.INVALID,
    ),
    Scenario(
        "lacking-gateway",
        "A scoped token without the scope that is needed.",
        ("T10",),
        (Action.GET_ISSUE, Action.GET_PAGE, Action.LIST_PROJECTS),
        token=Given.LACKING,
    ),
)
