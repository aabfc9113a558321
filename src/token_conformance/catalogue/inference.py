"""Whether a call works, inferred from the rules; for calls without a published observation.

The rules are read as data, and the edge that implements them is not used.
"""

from dataclasses import dataclass

from token_conformance.catalogue.operations import Operation
from token_conformance.catalogue.rules import rules
from token_conformance.model.cell import Credential, UrlForm
from token_conformance.model.grade import Evidence, Grade


@dataclass(frozen=True)
class Finding:
    """Whether a call works, why, and the evidence for it."""

    works: bool
    reason: str
    evidence: Evidence


def infer(operation: Operation, token: Credential, form: UrlForm) -> Finding:
    """Infer from the rules and the published operation whether it works with a token at a URL form."""
    if token is Credential.UNSCOPED:
        return _unscoped(form)
    return _scoped_at_gateway(operation) if form is UrlForm.GATEWAY else _scoped_at_site(operation)


def _unscoped(form: UrlForm) -> Finding:
    if form is UrlForm.SITE:
        source = Evidence(Grade.DOCUMENTED, "", "Atlassian, 'Manage API tokens'", "")
        return Finding(works=True, reason="Atlassian documents the unscoped token for the site.", evidence=source)
    return _inferred("The gateway accepts unscoped tokens too, but no documentation says so.", "G1", works=True)


def _scoped_at_gateway(operation: Operation) -> Finding:
    if operation.classic or operation.granular:
        reason = "Atlassian documents the gateway for scoped tokens; the token needs all scopes of one set."
        return Finding(works=True, reason=reason, evidence=Evidence(Grade.DOCUMENTED, "", _source("G1"), ""))
    if operation.path.endswith("/serverInfo"):
        return _inferred("It requires no scope and accepts every token.", "G2", works=True)
    return _inferred("The gateway requires one of its scope sets, and it has no set that a token could contain.", "G2")


def _scoped_at_site(operation: Operation) -> Finding:
    if operation.app == "confluence":
        return _inferred("Confluence refuses a scoped token at the site with 401, as if it were mistyped.", "C1")
    if not operation.anonymous:
        return _inferred(
            "The site treats a scoped token as no credential, and refuses anonymous callers here with 401.", "S3"
        )
    if not (operation.classic or operation.granular):
        return _inferred(
            "At the site it answers anonymous callers too, so its answer says nothing about the token.",
            "S2",
            works=True,
        )
    return _inferred(
        "The site treats a scoped token as no credential, and answers as it answers anonymous callers: with an empty"
        " list and no error, or with 404 for what exists.",
        "S2",
    )


def _inferred(reason: str, rule: str, *, works: bool = False) -> Finding:
    return Finding(works=works, reason=reason, evidence=Evidence(Grade.INFERRED, "", _source(rule), ""))


def _source(rule: str) -> str:
    return f"rule {rule}: {rules()[rule].source.strip()}"
