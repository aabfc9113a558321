"""What a kind of credential gets at the site or the gateway, from the rows of `credentials.toml`."""

from collections.abc import Iterator
from dataclasses import dataclass

from token_conformance.catalogue.answer import Answer, Row, unknown, weigh
from token_conformance.catalogue.credentials import CredentialKind, PlaceAnswer, credential_kinds
from token_conformance.model.cell import UrlForm

SCHEMES = ("Basic", "Bearer", "JWT", "GenieKey")
"""The schemes of `Authorization` that the kinds of credential use."""

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
ANY_METHOD = "|".join(METHODS)
"""A pattern of any of them."""

WORDS = {
    "works": "It is let in",
    "works-partly": "It works in part",
    "anonymous": "It is read as no credential",
    "refused": "It is refused",
    "forbidden": "It is refused",
    "scope-mismatch": "It is refused, because a scope does not match",
    "gone": "It was removed",
    "contradicted": "The sources contradict each other",
    "unknown": "Nothing is published",
}
"""The sentence of each word of the data files."""


@dataclass(frozen=True)
class Asked:
    """The credential of a question: `token` as the user names it, its kind in `credentials.toml`, and its scheme."""

    token: str
    kind: str
    scheme: str

    @property
    def details(self) -> CredentialKind:
        """What is known of its kind."""
        return credential_kinds()[self.kind]

    @property
    def is_usual(self) -> bool:
        """Whether credentials of this kind are sent with this scheme."""
        return self.scheme in schemes(self.kind)

    @property
    def has_scopes(self) -> bool:
        """Whether the kind has scopes, so that the gateway asks for those of the operation."""
        return bool(self.details.scopes) and not self.details.scopes.startswith("none")


def schemes(kind: str) -> tuple[str, ...]:
    """The schemes with which a kind is sent, the first named one first."""
    words = (text.split()[0].rstrip(",:") for text in credential_kinds()[kind].schemes)
    return tuple(word for word in words if word in SCHEMES)


def credential_answer(asked: Asked, app: str, form: UrlForm, path: str = "") -> Answer:
    """What the credential gets from a product, whose app is `jira` or `confluence`, at a URL form.

    `path` is the path of the call at the site: some rows are about the paths that begin with another one.
    """
    place = f"site-{app}" if form is UrlForm.SITE else "gateway"
    found = weigh(tuple(rows_at(asked, place, app, path)))
    if found is None:
        return unknown(f"Nobody has published what it gets there, sent as {asked.scheme}.")
    return found


def rows_at(asked: Asked, place: str, app: str = "", path: str = "") -> Iterator[Row]:
    """The rows of the credential at a place; of the gateway, only those of the app, and of a site those of the path."""
    for one in asked.details.at(place):
        if one.scheme == asked.scheme or (not one.scheme and asked.is_usual):
            start = one.request.partition(":")[0]
            if not start.startswith("/") or start == f"/ex/{app}" or path.startswith(start):
                yield _row(one, start)


def sentence(answer: str, status: int | None, *details: str) -> str:
    """A row in words, such as `It is refused; other calls got 401`.

    A row is about a credential, and its status is that of the calls that were seen. One of success says only that the
    credential is let in: the status of another call depends on its operation.
    """
    is_success = status is None or status < 300  # noqa: PLR2004  # HTTP
    words = WORDS[answer] if is_success else f"{WORDS[answer]}; other calls got {status}"
    return ": ".join(filter(None, (words, *details))).rstrip(".") + "."


def _row(one: PlaceAnswer, start: str) -> Row:
    """A row about an example, such as `GET issue`, or about the start of a path has no condition."""
    is_example = start.startswith("/") or start.partition(" ")[0] in METHODS
    text = sentence(one.answer, one.status, one.body or one.headers)
    condition = "" if is_example or not one.request else one.request
    return Row(one.answer, f"If {condition}: {text}" if condition else text, one.evidence, bool(condition))
