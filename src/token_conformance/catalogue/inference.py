"""What follows from the rules for a published operation: what a stranger gets at the site, and which scopes are needed.

The rules are read as data, and the edge that implements them is not used.
"""

from token_conformance.catalogue.answer import Answer, Says, by_rule, unknown
from token_conformance.catalogue.operations import Operation

SERVER_INFO = "/serverInfo"
"""The end of the paths that the gateway serves without a scope."""


def as_stranger(operation: Operation) -> Answer:
    """What Jira's site answers if it reads a credential as none: only what answers everyone works."""
    if not operation.anonymous:
        reason = "The site reads the token as no credential, and refuses callers without one here (401)."
        return by_rule(Says.NO, reason, "S3", "S1")
    if operation.scopes_known and not _has_scopes(operation):
        reason = "It answers everyone, also callers without a credential, so its answer says nothing about the token."
        return by_rule(Says.YES, reason, "S2", "S1")
    return by_rule(Says.NO, f"The site reads the token as no credential, and {_of_stranger(operation)}.", "S2", "S1")


def by_scopes(operation: Operation) -> Answer | None:
    """What the gateway answers to a credential that has scopes; None if the token can have what is needed."""
    if not operation.scopes_known:
        return unknown("Nobody has published which scopes it needs.")
    if _has_scopes(operation):
        return None
    if operation.path.endswith(SERVER_INFO):
        return by_rule(Says.YES, "It requires no scope and accepts every token.", "G2")
    reason = "The gateway requires one of its scope sets, and it has no set that a token could contain."
    return by_rule(Says.NO, reason, "G2")


def _has_scopes(operation: Operation) -> bool:
    return bool(operation.classic or operation.granular)


def _of_stranger(operation: Operation) -> str:
    if operation.method == "GET":
        return "fails silently: a list is empty with status 200, and what exists is not found (404)"
    return "answers a stranger, who may not change or see anything (400, 401, 403 or 404)"
