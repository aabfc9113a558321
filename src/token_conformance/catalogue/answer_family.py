"""Whether a call of a family works with a credential at one of its bases, from the rows of `families.toml`."""

from collections.abc import Iterator
from dataclasses import replace

from token_conformance.catalogue.answer import Answer, Basis, Row, Says, unknown, weigh
from token_conformance.catalogue.answer_credential import Asked, rows_at, sentence
from token_conformance.catalogue.families import Acceptance, Base, Family

_PLACES = {
    "admin-organization": "admin",
    "bitbucket": "bitbucket",
    "forms": "forms",
    "graphql": "graphql",
    "jsm-ops": "jsm-ops",
    "rovo-mcp": "mcp",
    "teams": "teams",
    "user-management": "user-management",
}
"""The place in `credentials.toml` of each family that has one."""

_PERSONAL, _OTHER_APP = "scoped", "scoped-other-app"
"""The words of `families.toml` for a person's token with scopes, made for the right app, and for another one."""


def family_answer(family: Family, base: Base, asked: Asked) -> Answer:
    """Answer from the rows of the base; where it has none for the credential, from the credential's own rows."""
    answer = own_answer(family, base, asked) or _of_credential(family, base, asked) or _unpublished(family, asked)
    notes = [Basis(one.text, one.evidence) for one in family.statements]
    return replace(answer.noting(*notes), instead="" if answer.says is Says.YES else family.instead)


def own_answer(family: Family, base: Base, asked: Asked) -> Answer | None:
    """The answer from the rows of the base alone; None if it has none for the credential as it is sent."""
    return weigh(tuple(_rows(family, base, asked))) if asked.is_usual else None


def right_kind(family: Family, base: Base) -> str:
    """The kind of a person's scoped token that the base is for: one that the family names, or else that of the app."""
    accepted = [one.credential for each in family.bases for one in each.accepts]
    own = next((name for name in accepted if name.startswith("scoped-") and name != _OTHER_APP), None)
    app = "confluence" if family.id.startswith("confluence") or "/ex/confluence/" in base.urls[0] else "jira"
    return own or f"scoped-{app}"


def _of_credential(family: Family, base: Base, asked: Asked) -> Answer | None:
    """The credential's own rows, unless the family says at which of its bases the credential is used."""
    if any(one.credential == asked.kind for each in family.bases for one in each.accepts):
        return None
    return weigh(tuple(rows_at(asked, _place(family, base))))


def _rows(family: Family, base: Base, asked: Asked) -> Iterator[Row]:
    names = _names(family, base, asked)
    for one in base.accepts:
        if one.credential in names:
            yield _row(one)


def _names(family: Family, base: Base, asked: Asked) -> set[str]:
    """The words of the rows that are about this credential."""
    names = {asked.kind, "any"}
    if asked.kind == right_kind(family, base):
        return names | {_PERSONAL}
    return names | {_OTHER_APP} if asked.kind.startswith("scoped-") else names


def _row(one: Acceptance) -> Row:
    text = sentence(one.answer, one.status, one.note)
    return Row(one.answer, f"If {one.condition}: {text}" if one.condition else text, one.evidence, bool(one.condition))


def _place(family: Family, base: Base) -> str:
    if any("/jsm/ops/integration" in url for url in base.urls):
        return "jsm-ops-integration"
    return _PLACES.get(family.id, "")


def _unpublished(family: Family, asked: Asked) -> Answer:
    """Nothing is known of this credential at the base; what is known of scoped tokens in general is shown."""
    reason = f"Nobody has published what it gets there, sent as {asked.scheme}."
    if not asked.kind.startswith("scoped-"):
        return unknown(reason)
    statement = family.scoped_token
    return unknown(f"{reason} Of scoped tokens: {statement.text}.", Basis(statement.text, statement.evidence))
