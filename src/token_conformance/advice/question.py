"""The question of a user: an operation (by its name or by the URL of a call), a token type and a URL form."""

import re
from dataclasses import dataclass, replace
from typing import Self
from urllib.parse import urlsplit

from token_conformance.catalogue.operations import Operation, published
from token_conformance.errors import UserError, nearest
from token_conformance.model.cell import Credential, UrlForm
from token_conformance.model.url import GATEWAY_HOST, SITE_DOMAIN, GatewayPath

_CALL = re.compile(r"(?:(?P<method>[A-Za-z]+)\s+)?(?P<target>\S.*)")
_FORMS = "use https://SITE.atlassian.net/... or https://api.atlassian.com/ex/{jira,confluence}/CLOUD_ID/..."


@dataclass(frozen=True)
class Question:
    """A call: its operation, its path and query at the site, the token type and the URL form."""

    operation: Operation
    path: str
    token: Credential
    form: UrlForm

    def at(self, token: Credential, form: UrlForm) -> Self:
        """The same call with this token type at this URL form."""
        return replace(self, token=token, form=form)


@dataclass(frozen=True)
class _Place:
    """The path at the site; of a URL also the URL form, and of a gateway URL also the app."""

    path: str
    form: UrlForm | None = None
    app: str | None = None


def question(call: str, token: Credential, form: UrlForm | None) -> Question:
    """Parse a call such as `GET /rest/api/3/myself`, or a URL; raises UserError if this is not possible.

    `form` is the URL form of a call that is not a URL.
    """
    parts = _CALL.fullmatch(call.strip())
    if parts is None:
        raise UserError(
            f"{call!r} is not a call; write a method and a path, such as 'GET /rest/api/3/myself', or a URL"
        )
    place = _place(parts["target"])
    form = _form(call, place, form)
    return Question(_operation((parts["method"] or "GET").upper(), place), place.path, token, form)


def _place(target: str) -> _Place:
    try:
        url = urlsplit(target)
    except ValueError as error:
        raise UserError(f"{target}: is not a URL ({error}); {_FORMS}") from error
    query = f"?{url.query}" if url.query else ""
    if not url.scheme:
        return _Place(url.path + query)
    if url.hostname and url.hostname.endswith(f".{SITE_DOMAIN}"):
        return _Place(url.path + query, UrlForm.SITE)
    found = GatewayPath.parse(url.path) if url.hostname == GATEWAY_HOST else None
    if found is None:
        raise UserError(f"{target}: is not a URL of Jira or Confluence Cloud; {_FORMS}")
    return _Place(found.at_site + query, UrlForm.GATEWAY, found.app)


def _form(call: str, place: _Place, option: UrlForm | None) -> UrlForm:
    form = place.form or option
    if form is None:
        raise UserError(f"{call!r} has no URL form; add --url site or --url gateway, or write the whole URL")
    if option not in {None, form}:
        raise UserError(f"{call!r} is sent to the {form}, but --url says {option}; leave out --url")
    return form


def _operation(method: str, place: _Place) -> Operation:
    """The published operation with this path template, or with a template that matches this path."""
    path = place.path.partition("?")[0]
    name = f"{method} {path}"
    catalogue = published()
    found = catalogue.operations.get(name) or catalogue.find(method, path)
    if found is None:
        remedy = nearest(name, catalogue.operations, "check the path")
        raise UserError(f"{name}: is not a published operation; {remedy}")
    if place.app not in {None, found.app}:
        raise UserError(f"{name}: belongs to {found.app}; write the URL with /ex/{found.app}/")
    return found
