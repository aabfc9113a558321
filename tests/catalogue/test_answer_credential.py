"""What each kind of credential gets at each place comes from its rows."""

import pytest

from for_each import for_each
from token_conformance.catalogue.answer import NOTHING_FOUND, Says
from token_conformance.catalogue.answer_credential import WORDS, Asked, credential_answer, rows_at, schemes, sentence
from token_conformance.catalogue.credentials import credential_kinds
from token_conformance.catalogue.families import families
from token_conformance.model.cell import FORMS, UrlForm


def test_every_word_has_a_sentence() -> None:
    """A new word of the data files needs one."""
    words = {one.answer for kind in credential_kinds().values() for one in kind.answers}
    words |= {one.answer for family in families() for base in family.bases for one in base.accepts}
    assert words <= WORDS.keys()


@pytest.mark.parametrize(
    ("row", "text"),
    [
        (("refused", 401, "an HTML page"), "It is refused; other calls got 401: an HTML page."),
        (("anonymous", 302, ""), "It is read as no credential; other calls got 302."),
        (("works", 200, ""), "It is let in."),
        (("works", None, ""), "It is let in."),
        (("works-partly", 200, "fewer tools"), "It works in part: fewer tools."),
    ],
)
def test_the_status_of_a_row_is_that_of_other_calls(row: tuple[str, int | None, str], text: str) -> None:
    """A success has another status with another method, so it is not named."""
    assert text == sentence(*row)


def test_every_kind_has_a_scheme() -> None:
    """It is that of `Authorization`, not that of git."""
    assert ("Bearer", "Basic") == schemes("service-account")
    assert ("Basic",) == schemes("scoped-bitbucket")
    assert ("Bearer",) == schemes("forge")
    assert all(schemes(kind) for kind in credential_kinds())


@for_each("form", FORMS)
@for_each("app", ["jira", "confluence"])
@for_each("kind", credential_kinds())
def test_every_kind_has_an_answer_at_every_product(kind: str, app: str, form: UrlForm) -> None:
    """It rests on all of its rows there; without a row it is unknown."""
    place = f"site-{app}" if form is UrlForm.SITE else "gateway"
    for scheme in schemes(kind):
        asked = Asked(kind, kind, scheme)
        path = "/wiki/api/v2/pages" if app == "confluence" else "/rest/api/3/myself"
        answer = credential_answer(asked, app, form, path)
        sources = {row.evidence.source for row in rows_at(asked, place, app, path)}
        assert (sources or {NOTHING_FOUND.source}) == {
            basis.evidence.source for basis in (*answer.bases, *answer.notes)
        } or answer.evidence == NOTHING_FOUND


@pytest.mark.parametrize(
    ("kind", "scheme", "app", "form", "says"),
    [
        ("unscoped", "Basic", "jira", UrlForm.SITE, Says.YES),
        ("unscoped", "Bearer", "jira", UrlForm.SITE, Says.NO),
        ("unscoped", "Bearer", "jira", UrlForm.GATEWAY, Says.UNKNOWN),
        ("unscoped", "GenieKey", "jira", UrlForm.GATEWAY, Says.UNKNOWN),
        ("scoped-jira", "Basic", "jira", UrlForm.GATEWAY, Says.YES),
        ("scoped-jira", "Basic", "confluence", UrlForm.GATEWAY, Says.NO),
        ("scoped-jira", "Bearer", "jira", UrlForm.GATEWAY, Says.UNKNOWN),
        ("scoped-jira", "Bearer", "jira", UrlForm.SITE, Says.NO),
        ("scoped-confluence", "Basic", "confluence", UrlForm.GATEWAY, Says.YES),
        ("service-account", "Bearer", "jira", UrlForm.GATEWAY, Says.YES),
        ("service-account", "Basic", "jira", UrlForm.GATEWAY, Says.UNKNOWN),
        ("service-account", "Bearer", "confluence", UrlForm.SITE, Says.UNKNOWN),
        ("oauth-3lo", "Bearer", "jira", UrlForm.GATEWAY, Says.YES),
        ("oauth-3lo", "Bearer", "jira", UrlForm.SITE, Says.NO),
        ("connect-jwt", "JWT", "jira", UrlForm.SITE, Says.YES),
        ("dc-pat", "Bearer", "jira", UrlForm.SITE, Says.NO),
        ("password", "Basic", "jira", UrlForm.SITE, Says.NO),
        ("org-api-key", "Bearer", "jira", UrlForm.GATEWAY, Says.UNKNOWN),
    ],
)
def test_the_answer_of_a_kind(kind: str, scheme: str, app: str, form: UrlForm, says: Says) -> None:
    """It depends on the scheme, and for a token made for one app on the app."""
    assert says is credential_answer(Asked(kind, kind, scheme), app, form).says


@pytest.mark.parametrize(("path", "status"), [("/wiki/rest/api/content", "403"), ("/wiki/api/v2/pages", "404")])
def test_a_row_can_be_about_the_start_of_a_path(path: str, status: str) -> None:
    """The two versions of Confluence answer a pair that does not resolve differently."""
    answer = credential_answer(Asked("invalid", "invalid", "Basic"), "confluence", UrlForm.SITE, path)
    assert Says.NO is answer.says
    assert f"got {status}" in answer.reason
