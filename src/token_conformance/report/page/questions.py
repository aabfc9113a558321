"""Questions that people type instead of a call, each with an answer and the rules or notes that it rests on."""

from collections.abc import Iterator
from dataclasses import dataclass

from token_conformance.catalogue.answer import Basis, stated
from token_conformance.catalogue.credentials import credential_kinds
from token_conformance.report.page.opening import CLOUD_ID


@dataclass(frozen=True)
class Question:
    """A question with its answer, the words by which it is found, in lower case, and what it rests on."""

    title: str
    words: tuple[str, ...]
    answer: str
    rules: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    """Parts of the notes in `credentials.toml` on tokens without scopes."""

    @property
    def bases(self) -> Iterator[Basis]:
        """The statements that the answer rests on, each with its evidence."""
        yield from map(stated, self.rules)
        for note in credential_kinds()["unscoped"].notes:
            if any(part in note.text for part in self.notes):
                yield Basis(note.text, note.evidence)


QUESTIONS = (
    Question(
        "Which scopes does my token need?",
        ("scope", "scopes", "permission", "permissions", "scope does not match"),
        "Look for the call above: its answer names the scopes. A token needs all scopes of one set, classic or"
        " granular. A token without scopes can do everything that its account can do. For several calls,"
        " `token-conformance scopes` says what they need together.",
        rules=("G2",),
    ),
    Question(
        "What is my cloud id?",
        ("cloud id", "cloudid", "cloud_id", "tenant", "tenant_info", "uuid"),
        f"{CLOUD_ID} returns it, without a token.",
        rules=("tenant-info",),
    ),
    Question(
        "Why do I get 401?",
        ("401", "unauthorized", "unauthenticated", "authentication"),
        "At the gateway, “scope does not match” says that the token is good, but lacks a scope, or that the path does"
        " not exist there; look for the call above. Any other 401 says that the credential is not accepted: a token"
        " with scopes is accepted at the gateway only.",
        rules=("G2", "G3", "S3", "C1"),
    ),
    Question(
        "Why do I get 403?",
        ("403", "forbidden", "bearer"),
        "The Jira site answers 403 to an API token that is sent as Bearer: send it as Basic, with your email address."
        " The Confluence site answers 403 to a credential that it does not accept. Some operations are for apps alone.",
        rules=("S5", "C2", "R2"),
    ),
    Question(
        "Why do I get 404 for what exists?",
        ("404", "not found", "hidden", "does not exist"),
        "The Jira site reads a token with scopes as no credential, and hides what it does not show to a stranger: send"
        " the call to the gateway. The gateway answers 404 to a path without /ex/jira/CLOUD_ID or"
        " /ex/confluence/CLOUD_ID.",
        rules=("S1", "S2", "C2", "G5"),
    ),
    Question(
        "Why is the list empty?",
        ("empty", "no results", "get nothing", "returns nothing", "silent", "silently", "[]"),
        "The Jira site reads a token with scopes as no credential, and a stranger sees an empty list with status 200."
        " The header x-seraph-loginreason: AUTHENTICATED_FAILED shows it. Send the call to the gateway.",
        rules=("S1", "S2"),
    ),
    Question(
        "Why do I get 410?",
        ("410", "gone", "removed"),
        "The operation was removed. Look for it above: the answer names what to use instead, if that is known.",
        rules=("R1",),
    ),
    Question(
        "Which kind of token do I have?",
        ("kind", "type", "classic token", "which token", "atatt"),
        "Its text does not tell. One that works at the gateway, and not at the site, has scopes.",
        rules=("S1", "G1"),
        notes=("cannot be read off",),
    ),
    Question(
        "Until when do tokens without scopes work?",
        ("deprecated", "deprecation", "expire", "expires", "expired", "expiry"),
        "No general end is published. Each token ends after at most one year.",
        notes=("deprecat", "At most one year"),
    ),
    Question(
        "What about a service account?",
        ("service account", "service accounts", "atstt"),
        "Its token always has scopes, and works at the gateway, sent as Bearer.",
        rules=("A1",),
    ),
)
