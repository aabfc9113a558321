"""The two URL forms: where a request for the site is sent, and what an answer from there means."""

from typing import Protocol

import httpx

from either_token.app import App
from either_token.error import MissingScopeError, NotTakenError, RedirectedToSiteError

GATEWAY = httpx.URL("https://api.atlassian.com")


class Form(Protocol):
    """One URL form, to which an app's requests are sent."""

    def url(self, url: httpx.URL) -> httpx.URL:
        """The URL in this form, for a URL of the site."""

    def takes(self, answer: httpx.Response) -> bool:
        """Whether an answer to the question for the caller's account shows that the token is known here."""

    def check(self, request: httpx.Request, answer: httpx.Response) -> None:
        """Raise TokenError if the answer shows a problem with the token; `request` is as the client made it."""


class Gateway:
    """`https://api.atlassian.com/ex/APP/CLOUD_ID/...`: accepts tokens with scopes and, undocumented, those without."""

    def __init__(self, app: App, site: httpx.URL, cloud_id: str) -> None:
        self._app = app
        self._site = site
        self._root = f"/ex/{app}/{cloud_id}"

    def url(self, url: httpx.URL) -> httpx.URL:
        """The same path and query below the app's root."""
        return GATEWAY.copy_with(raw_path=self._root.encode() + url.raw_path)

    def holds(self, url: httpx.URL) -> bool:
        """Whether a URL is already one of this site's app, as the links in Jira's answers are."""
        return is_at(GATEWAY, url) and url.path.startswith(f"{self._root}/")

    def takes(self, answer: httpx.Response) -> bool:
        """A token without the needed scope, or of a person without the needed permission, is known all the same."""
        return _names_account(answer) or _lacks_scope(answer) or answer.status_code == httpx.codes.FORBIDDEN

    def check(self, request: httpx.Request, answer: httpx.Response) -> None:
        """Raise an error for a missing scope, or for a redirect to the site that would only lead here again."""
        if _lacks_scope(answer):
            raise MissingScopeError(self._app, request)
        if answer.has_redirect_location and self._leads_back(request.url.join(answer.headers["location"]), answer):
            raise RedirectedToSiteError(self._site.host, request)

    def _leads_back(self, target: httpx.URL, answer: httpx.Response) -> bool:
        return is_at(self._site, target) and self.url(target) == answer.url


class Site:
    """`https://SITE.atlassian.net/...`: accepts tokens without scopes; a caller with another one may be anonymous."""

    def __init__(self, app: App, site: httpx.URL, email: str) -> None:
        self._app = app
        self._site = site
        self._email = email

    def url(self, url: httpx.URL) -> httpx.URL:
        """The URL itself."""
        return url

    def takes(self, answer: httpx.Response) -> bool:
        """Only the name of an account is a proof, because an anonymous caller may get a success, too."""
        return _names_account(answer)

    def check(self, _: httpx.Request, answer: httpx.Response) -> None:
        """Raise an error for a token that has ended: Jira then answers as to an anonymous caller, with a header."""
        if answer.headers.get("x-seraph-loginreason") == "AUTHENTICATED_FAILED":
            raise NotTakenError(self._app, self._site.host, self._email)


def is_at(place: httpx.URL, url: httpx.URL) -> bool:
    """Whether a URL has the scheme, host and port of another."""
    return (place.scheme, place.host, place.port) == (url.scheme, url.host, url.port)


def _names_account(answer: httpx.Response) -> bool:
    try:
        return answer.is_success and bool(answer.json()["accountId"])
    except (ValueError, LookupError, TypeError):  # a login page, or the anonymous account
        return False


def _lacks_scope(answer: httpx.Response) -> bool:
    return answer.status_code == httpx.codes.UNAUTHORIZED and b"scope does not match" in answer.read()
