"""The two forms of a URL: where a request for the site is sent, and what an answer from there means."""

from typing import Protocol

import httpx

from either_token.app import App
from either_token.error import MissingScopeError, NotTakenError, RedirectedToSiteError

GATEWAY = httpx.URL("https://api.atlassian.com")


class Form(Protocol):
    """Where an app's requests are sent."""

    def url(self, url: httpx.URL) -> httpx.URL:
        """Where a URL of the site is reached."""

    def takes(self, answer: httpx.Response) -> bool:
        """Whether an answer to the question for the caller's account shows that the token is known here."""

    def check(self, request: httpx.Request, answer: httpx.Response) -> None:
        """Raise the TokenError that an answer amounts to, if it does; `request` is as the client made it."""


class Gateway:
    """`https://api.atlassian.com/ex/APP/CLOUD_ID/...`: takes tokens with scopes and, undocumented, those without."""

    def __init__(self, app: App, site: httpx.URL, cloud_id: str) -> None:
        self._app = app
        self._site = site
        self._root = f"/ex/{app}/{cloud_id}"

    def url(self, url: httpx.URL) -> httpx.URL:
        """The same path and query below the app's root."""
        return GATEWAY.copy_with(raw_path=self._root.encode() + url.raw_path)

    def holds(self, url: httpx.URL) -> bool:
        """Whether a URL leads to this site's app already, as the links in Jira's answers do."""
        return is_at(GATEWAY, url) and url.path.startswith(f"{self._root}/")

    def takes(self, answer: httpx.Response) -> bool:
        """A token that lacks a scope, and a person who lacks a permission, are known nevertheless."""
        return _names_account(answer) or _lacks_scope(answer) or answer.status_code == httpx.codes.FORBIDDEN

    def check(self, request: httpx.Request, answer: httpx.Response) -> None:
        """A missing scope; a redirect to the site, which would only lead back here, over and over."""
        if _lacks_scope(answer):
            raise MissingScopeError(self._app, request)
        if answer.has_redirect_location and self._leads_back(request.url.join(answer.headers["location"]), answer):
            raise RedirectedToSiteError(self._site.host, request)

    def _leads_back(self, target: httpx.URL, answer: httpx.Response) -> bool:
        return is_at(self._site, target) and self.url(target) == answer.url


class Site:
    """`https://SITE.atlassian.net/...`: takes tokens without scopes; who brings another may pass for a stranger."""

    def __init__(self, app: App, site: httpx.URL, email: str) -> None:
        self._app = app
        self._site = site
        self._email = email

    def url(self, url: httpx.URL) -> httpx.URL:
        """The URL itself."""
        return url

    def takes(self, answer: httpx.Response) -> bool:
        """Nothing but an account's name is proof: a stranger may have a success, too."""
        return _names_account(answer)

    def check(self, _: httpx.Request, answer: httpx.Response) -> None:
        """A token that ended meanwhile: Jira goes on as with a stranger, and says so in a header alone."""
        if answer.headers.get("x-seraph-loginreason") == "AUTHENTICATED_FAILED":
            raise NotTakenError(self._app, self._site.host, self._email)


def is_at(place: httpx.URL, url: httpx.URL) -> bool:
    """Whether a URL has the scheme, host and port of another."""
    return (place.scheme, place.host, place.port) == (url.scheme, url.host, url.port)


def _names_account(answer: httpx.Response) -> bool:
    try:
        return answer.is_success and bool(answer.json()["accountId"])
    except (ValueError, LookupError, TypeError):  # a page to log in at, or a stranger's account
        return False


def _lacks_scope(answer: httpx.Response) -> bool:
    return answer.status_code == httpx.codes.UNAUTHORIZED and b"scope does not match" in answer.read()
