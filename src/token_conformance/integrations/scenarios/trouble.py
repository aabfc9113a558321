"""Scenarios of a server in trouble, and of a product that tells all that it does."""

from token_conformance.certify.subject.subject import READS, WRITES
from token_conformance.integrations.scenario import Scenario
from token_conformance.integrations.scenarios.usual import ONE_EACH
from token_conformance.model import UrlForm

TROUBLE = (
    Scenario(
        "rate-limited",
        "The first two calls of each app are answered 429, with a second to wait.",
        ("R1",),
        ONE_EACH,
        faults=("429:1@first=2,path=/ex/jira/", "429:1@first=2,path=/ex/confluence/"),
    ),
    Scenario(
        "rate-limited-for-ever",
        "Every call is answered 429, with a second to wait.",
        ("R1",),
        ONE_EACH,
        faults=("429:1@path=/ex/",),
    ),
    Scenario(
        "create-fails",
        "What is to be made is made, and then answered with an error of the server.",
        ("R2",),
        WRITES,
        faults=("500:processed@method=POST,path=/ex/",),
    ),
    Scenario(
        "create-times-out",
        "What is to be made is made, and then the connection breaks.",
        ("R2",),
        WRITES,
        faults=("reset:processed@method=POST,path=/ex/",),
    ),
    Scenario(
        "noisy",
        "A scoped token at the gateway form and then at the site form, with all the logging that there is.",
        ("L2",),
        READS,
        forms=(UrlForm.GATEWAY, UrlForm.SITE),
        noisy=True,
    ),
)
