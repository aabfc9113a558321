"""Every kind of credential, at a site with both products or one, with each fault: what a diagnosis says, row by row."""

import csv
import json
from base64 import urlsafe_b64encode
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from diagnosed import EMAIL, SITE, InProcess
from in_process_edge import ACCOUNT
from token_conformance.advice import Diagnosis, diagnose
from token_conformance.advice.diagnosis.plan import FAILED_LOGINS
from token_conformance.advice.diagnosis.probe import MOST
from token_conformance.advice.diagnosis.words import names, words
from token_conformance.edge.access.world import KNOWN, REQUESTED

ROWS = [
    row
    for row in csv.DictReader((Path(__file__).parent / "truth_table.csv").read_text(encoding="utf-8").splitlines())
    if row["credential"]
]
OWN = ("work=read:jira-work", "boards=read:board-scope:jira-software")
ROBOT = "robot@" + "serviceaccount.atlassian.com"


def _jwt(**claims: object) -> str:
    body = urlsafe_b64encode(json.dumps(claims).encode()).decode().rstrip("=")
    return f"eyJ0eXAi.{body}.made-up"


def _shaped(prefix: str, rest: str) -> str:
    """A made-up text with the beginning of a token, composed here so that no file has it."""
    return f"AT{prefix}{rest}"


CREDENTIALS: Mapping[str, tuple[str, str]] = {
    "unscoped": (ACCOUNT.unscoped, EMAIL),
    "unscoped, e-mail in capitals": (ACCOUNT.unscoped, EMAIL.upper()),
    "unscoped, other e-mail": (ACCOUNT.unscoped, "other@example.com"),
    "jira": (ACCOUNT.scoped_jira, EMAIL),
    "jira, classic": (f"{ACCOUNT.scoped_jira}-CLASSIC-ONLY", EMAIL),
    "jira, without read": (f"{ACCOUNT.scoped_jira}-WITHOUT-READ", EMAIL),
    "jira, other scopes": (f"{ACCOUNT.scoped_jira}-OTHER-SCOPES", EMAIL),
    "jira, read:jira-work": ("MADE-UP-OWN-TOKEN-work", EMAIL),
    "jira, boards": ("MADE-UP-OWN-TOKEN-boards", EMAIL),
    "jira, other e-mail": (ACCOUNT.scoped_jira, "other@example.com"),
    "confluence": (ACCOUNT.scoped_confluence, EMAIL),
    "confluence, classic": (f"{ACCOUNT.scoped_confluence}-CLASSIC-ONLY", EMAIL),
    "confluence, without read": (f"{ACCOUNT.scoped_confluence}-WITHOUT-READ", EMAIL),
    "confluence, other scopes": (f"{ACCOUNT.scoped_confluence}-OTHER-SCOPES", EMAIL),
    "service account": (ACCOUNT.service_account, ROBOT),
    "service account, e-mail of a person": (ACCOUNT.service_account, EMAIL),
    "service account, unknown": (_shaped("STT", "3xFfGF0" + "x" * 40), ""),
    "invalid": (ACCOUNT.invalid, EMAIL),
    "personal, unknown": (_shaped("ATT", "3xFfGF0" + "x" * 40 + "=0123ABCD"), EMAIL),
    "personal, cut": (_shaped("ATT", "3xFfGF0" + "x" * 40), EMAIL),
    "old personal, unknown": ("x" * 24, EMAIL),
    "password": ("correct-horse", EMAIL),
    "data center": ("a" * 44, EMAIL),
    "oauth": (_jwt(sub="x"), ""),
    "oauth, expired": (_jwt(exp=1_600_000_000), ""),
    "connect": (_jwt(qsh="x"), ""),
    "organization key": (_shaped("CTT", "3xFfGF0" + "x" * 20), ""),
    "bitbucket access token": (_shaped("CTT", "3xFfGN0" + "x" * 20), ""),
    "bitbucket app password": (_shaped("BB", "x" * 32), EMAIL),
}
"""By the name in the table, the token and the e-mail address."""


def untold(diagnosis: Diagnosis) -> Iterator[str]:
    """The names of the sentences that say what cannot be told."""
    for name in names("untold"):
        if words("untold", name) in diagnosis.concluded.untold:
            yield name


def said(diagnosis: Diagnosis) -> dict[str, str]:
    """A diagnosis as a row of the table."""
    found = diagnosis.concluded
    return {
        "verdict": diagnosis.verdict,
        "good": {True: "yes", False: "no", None: ""}[found.is_good],
        "kinds": " ".join(kind.id for kind in found.kinds),
        "apps": " ".join(found.apps),
        "causes": " ".join(f"{one.cause.id}{'?' * (one.likelihood == 'possible')}" for one in found.reasons),
        "untold": " ".join(untold(diagnosis)),
        "obstacle": diagnosis.obstacle.id if diagnosis.obstacle else "",
        "requests": str(len(diagnosis.seen)),
    }


def edge_of(row: Mapping[str, str]) -> InProcess:
    """The edge that a row asks."""
    world = REQUESTED if row["fault"] == "requested" else KNOWN
    faults = [fault for fault in row["fault"].split(" ") if fault and fault != "requested"]
    return InProcess(faults, row["without"], world, OWN)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['credential']}-{row['without']}-{row['fault']}")
def test_a_diagnosis_says_what_is_so(row: dict[str, str]) -> None:
    """It is right, and says what cannot be told apart; it sends few requests and at most one failing login a host."""
    edge = edge_of(row)
    token, email = CREDENTIALS[row["credential"]]
    found = diagnose(SITE, token, email, get=edge)
    assert {name: row[name] for name in said(found)} == said(found)
    assert MOST >= len(edge.sent)
    failed = [urlsplit(line.url).hostname for line in found.seen if line.login != "none" and line.sign in FAILED_LOGINS]
    assert len(set(failed)) == len(failed)
    is_sent = [authorization is not None for _, authorization in edge.sent]
    assert sorted(is_sent) == is_sent, "the requests without a login come first"


def test_the_table_is_large_and_has_every_kind() -> None:
    """Each credential is in it, at a site without one of the products too, and with every kind of fault."""
    assert 80 <= len(ROWS)
    assert set(CREDENTIALS) == {row["credential"] for row in ROWS}
    assert {"", "jira", "confluence"} == {row["without"] for row in ROWS}
    faults = {fault.partition("@")[0].partition(":")[0] for row in ROWS for fault in row["fault"].split()}
    assert {"429", "429-date", "500", "503", "reset", "html-login", "expired", "malformed-json"} <= faults
