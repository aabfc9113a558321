"""All scenarios, as data: kinds of token, answers that point elsewhere, lists with pages, and errors of the server."""

from token_conformance.certify.scenarios.hosts import ForeignHost, Redirect
from token_conformance.certify.scenarios.links import AttachmentHost, NextLink
from token_conformance.certify.scenarios.page_scenarios import LISTS, PAGE, PAGES
from token_conformance.certify.scenarios.pages import PageSize
from token_conformance.certify.scenarios.scenario import Given, Scenario
from token_conformance.certify.subject.subject import READS, WRITES, Action
from token_conformance.model.cell import UrlForm
from token_conformance.model.url import GATEWAY_HOST

_READ_EACH = (
    (
        Action.GET_ISSUE,
        Action.GET_PROJECT,
        Action.LIST_PROJECTS,
        Action.SEARCH,
        Action.WHOAMI,
        Action.FIND_USER,
        Action.GET_ATTACHMENT,
        Action.SHOW_LINK,
    ),
    (Action.GET_PAGE, Action.LIST_SPACES),
)
"""One read of each app: the first one that the subject has."""

_EVERY = (*READS, *WRITES, Action.GET_ATTACHMENT, Action.SHOW_LINK)
"""Every action. Where a subject has none of those that a scenario runs, the first of these that it has is run."""

_BOTH = (UrlForm.GATEWAY, UrlForm.SITE)

_AT_ONCE = ("slow:0.3",)
"""As over a network, all calls that a product sends at the same time are sent when the first of them is answered."""

_TOKENS = (
    Scenario(
        "unscoped-site",
        "An unscoped token, at the site form.",
        ("T1", "T4", "L1", "D3"),
        (*READS, *WRITES),
        otherwise=_EVERY,
        token=Given.UNSCOPED,
        forms=(UrlForm.SITE,),
    ),
    Scenario("scoped-gateway", "A scoped token, at the gateway form.", ("T2", "T3", "T4", "P3", "L1"), _EVERY),
    Scenario(
        "scoped-site",
        "A scoped token, and only the site's URL: the usual mistake.",
        ("T7", "T8", "T9", "D1", "D2", "D3", "L1"),
        (*READS, *WRITES),
        otherwise=_EVERY,
        forms=(UrlForm.SITE,),
        faults=_AT_ONCE,
    ),
    Scenario(
        "invalid-site",
        "A token that nobody owns, at the site form.",
        ("T7", "T8", "T9", "L1"),
        (*READS, *WRITES),
        otherwise=_EVERY,
        token=Given.INVALID,
        forms=(UrlForm.SITE,),
        faults=_AT_ONCE,
    ),
    Scenario(
        "invalid-gateway",
        "A token that nobody owns, at the gateway form.",
        ("T7", "T8", "L1"),
        (*READS, *WRITES),
        otherwise=_EVERY,
        token=Given.INVALID,
    ),
    Scenario(
        "lacking-gateway",
        "A scoped token without the scope that is needed.",
        ("T10",),
        (Action.GET_ISSUE, Action.GET_PAGE, Action.LIST_PROJECTS, *WRITES),
        otherwise=_EVERY,
        token=Given.LACKING,
    ),
)
"""Scenarios for every kind of token, at the URL forms where users put it."""

_POINTERS = (
    Scenario(
        "untrusted-certificate",
        "A certificate of an authority that nobody trusts.",
        ("T5", "T8"),
        WRITES,
        one_of=_READ_EACH,
        faults=("wrong-certificate",),
    ),
    Scenario(
        "other-name-certificate",
        "A certificate of the right authority that is for another host.",
        ("T5", "T8"),
        WRITES,
        one_of=_READ_EACH,
        faults=("wrong-certificate:name",),
    ),
    Scenario(
        "redirect-to-plain-http",
        "Every request is redirected to the same URL over plain http.",
        ("T5", "T8"),
        WRITES,
        one_of=_READ_EACH,
        forms=_BOTH,
        conditions=(Redirect("http://{host}{path}"),),
    ),
    Scenario(
        "redirect-to-foreign",
        "Every request is redirected to a foreign host.",
        ("T6", "T8"),
        WRITES,
        one_of=_READ_EACH,
        forms=_BOTH,
        conditions=(ForeignHost(has_lists=False), Redirect("https://{foreign}{path}")),
    ),
    Scenario(
        "next-foreign",
        "The link to page two is on a foreign host.",
        ("T6",),
        LISTS,
        conditions=(ForeignHost(), NextLink("https://{foreign}{path}"), PageSize(PAGE)),
        extras=3,
    ),
    Scenario(
        "attachment-foreign",
        "The content of attachments, and people's pictures, are on a foreign host.",
        ("T6", "T8"),
        (Action.GET_ATTACHMENT, Action.WHOAMI, Action.FIND_USER),
        one_of=_READ_EACH,
        conditions=(ForeignHost(), AttachmentHost("{foreign}", redirects=True)),
    ),
    Scenario(
        "attachment-at-site",
        "The content of attachments is on the site's host.",
        ("P4", "T8"),
        (Action.GET_ATTACHMENT,),
        conditions=(AttachmentHost("{site}.atlassian.net"),),
    ),
    Scenario(
        "redirect-to-site",
        "The gateway redirects every request to the site.",
        ("L3",),
        (*LISTS, Action.GET_ISSUE, Action.GET_PAGE, Action.FIND_USER),
        otherwise=_EVERY,
        conditions=(Redirect("https://{site}.atlassian.net{site_path}", host=GATEWAY_HOST),),
    ),
)
"""Scenarios whose answers point to another host: one that must not get the token, or where it does not work."""

_ERRORS = (
    Scenario(
        "rate-limited",
        "The first two calls of each app are answered 429, with a second to wait.",
        ("R1", "T8"),
        one_of=_READ_EACH,
        otherwise=_EVERY,
        faults=("429:1@first=2,path=/ex/jira/", "429:1@first=2,path=/ex/confluence/"),
    ),
    Scenario(
        "rate-limited-for-ever",
        "Every call is answered 429, with a second to wait.",
        ("R1", "T8"),
        one_of=_READ_EACH,
        otherwise=_EVERY,
        faults=("429:1@path=/ex/",),
        patience=2.0,  # so that one who asks every second is seen to ask more often than any who gives up
    ),
    Scenario(
        "create-fails",
        "What is to be made is made, and then answered with an error of the server.",
        ("R2", "T8"),
        WRITES,
        faults=("500:processed@method=POST,path=/ex/",),
    ),
    Scenario(
        "create-times-out",
        "What is to be made is made, and then the connection breaks in the middle of the answer.",
        ("R2", "T8"),
        WRITES,
        faults=("half-head@method=POST,path=/ex/",),
    ),
    Scenario(
        "noisy",
        "A scoped token at the gateway form and then at the site form, with all the logging that there is.",
        ("L2",),
        (Action.WHOAMI, Action.SEARCH),
        one_of=_READ_EACH,
        otherwise=_EVERY,
        forms=_BOTH,
        noisy=True,
    ),
)
"""Scenarios for errors of the server, and one for the noisiest logging of the product."""

SCENARIOS = {scenario.id: scenario for scenario in (*_TOKENS, *_POINTERS, *PAGES, *_ERRORS)}
"""Every scenario by its id, by which requirements name the observations that they need."""
