"""Scenarios that lead a token astray: to whom it is not for, or where it does not work."""

from token_conformance.certify.subject.subject import READS, Action
from token_conformance.integrations.conditions import AttachmentHost, ForeignHost, NextLink, PageSize, Redirect
from token_conformance.integrations.scenario import Scenario
from token_conformance.integrations.scenarios.usual import LISTS, ONE_EACH, PAGE
from token_conformance.tenant import GATEWAY_HOST

STRAY = (
    Scenario(
        "untrusted-certificate",
        "A certificate of an authority that nobody trusts.",
        ("T5",),
        ONE_EACH,
        faults=("wrong-certificate",),
    ),
    Scenario(
        "redirect-to-plain-http",
        "Every read is redirected to the same URL over plain http.",
        ("T5",),
        ONE_EACH,
        conditions=(Redirect("http://{host}{path}"),),
    ),
    Scenario(
        "redirect-to-foreign",
        "Every read is redirected to a foreign host.",
        ("T6",),
        ONE_EACH,
        conditions=(ForeignHost(), Redirect("https://{foreign}{path}")),
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
        ("T6",),
        (Action.GET_ATTACHMENT,),
        conditions=(ForeignHost(), AttachmentHost("{foreign}", redirects=True)),
    ),
    Scenario(
        "attachment-at-site",
        "The content of attachments is on the site's host.",
        ("P4",),
        (Action.GET_ATTACHMENT,),
        conditions=(AttachmentHost("{site}.atlassian.net"),),
    ),
    Scenario(
        "redirect-to-site",
        "The gateway redirects every read to the site.",
        ("L3",),
        READS,
        conditions=(Redirect("https://{site}.atlassian.net{site_path}", host=GATEWAY_HOST),),
    ),
)
