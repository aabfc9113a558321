"""The scenarios of lists that are longer than one page, as data."""

from token_conformance.certify.scenarios.links import NextLink
from token_conformance.certify.scenarios.pages import PageSize, PageTwoFails
from token_conformance.certify.scenarios.scenario import Scenario
from token_conformance.certify.subject.subject import Action

LISTS = (Action.LIST_PROJECTS, Action.LIST_SPACES, Action.SEARCH)
"""The reads that may have several pages."""

PAGE = 4
"""The page size: every list of a tenant with three extras has two pages of it."""

PAGES = (
    Scenario(
        "pages-relative",
        "Two pages; the link to the next is relative to the site's /wiki.",
        ("P1",),
        (Action.LIST_SPACES, Action.SEARCH),
        conditions=(NextLink("{path_without_wiki}"), PageSize(PAGE)),
        extras=3,
    ),
    Scenario(
        "pages-wiki-relative",
        "Two pages; the link to the next is relative to the site.",
        ("P1",),
        (Action.LIST_SPACES, Action.SEARCH),
        conditions=(NextLink("{path}"), PageSize(PAGE)),
        extras=3,
    ),
    Scenario(
        "pages-absolute-site",
        "Two pages; the link to the next is on the site's host.",
        ("P1",),
        LISTS,
        conditions=(NextLink("https://{site}.atlassian.net{path}"), PageSize(PAGE)),
        extras=3,
    ),
    Scenario(
        "pages-token",
        "Two pages, joined by a token.",
        ("P1",),
        (Action.SEARCH,),
        conditions=(PageSize(PAGE),),
        extras=3,
    ),
    Scenario(
        "pages-offset",
        "Two pages, the next found by counting.",
        ("P1",),
        (Action.LIST_PROJECTS,),
        conditions=(PageSize(PAGE),),
        extras=3,
    ),
    Scenario(
        "page-two-fails",
        "Page two of every list ends in an error of the server.",
        ("P2",),
        LISTS,
        conditions=(PageTwoFails(), PageSize(PAGE)),
        extras=3,
    ),
)
"""Scenarios for lists that are longer than one page."""
