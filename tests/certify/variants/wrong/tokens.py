"""Variants for T1 to T6: where each kind of token works, and where it is sent."""

from base64 import b64decode

import httpx

from either_token import EitherToken, TokenError
from either_token.app import App
from either_token.form import GATEWAY, Form, is_at


class ScopedOnly(EitherToken):
    """T1: refuses a token that works at the site."""

    def _find_form(self, app: App) -> Form:
        form = super()._find_form(app)
        at_site = self._ask(self._site.join(app.whoami), authorization=self._authorization)
        if at_site.is_success:
            raise TokenError("Authentication failed: make an API token with scopes, as the gateway asks for.")
        return form


class SiteFirst(EitherToken):
    """T2: finds out the kind of a token by requesting data from the site."""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        is_first = App.CONFLUENCE not in self._forms
        if is_first and request.method == "GET" and App.of(request.url) is App.CONFLUENCE:
            self._send(request, request.url, authorization=self._authorization).close()
        return super().handle_request(request)


class OnePrefix(EitherToken):
    """T3: requests Confluence's paths with Jira's prefix."""

    def _find_form(self, app: App) -> Form:
        self._ask(self._gateway(App.JIRA).url(self._site.join(app.whoami)), authorization=self._authorization)
        return super()._find_form(app)


class InCookie(EitherToken):
    """T4: sends the token in a cookie as well."""

    def _send(self, request: httpx.Request, url: httpx.URL, **headers: str) -> httpx.Response:
        if "authorization" in headers:
            headers["cookie"] = "token=" + b64decode(self._authorization.split()[1]).decode().partition(":")[2]
        return super()._send(request, url, **headers)


class Trusting(EitherToken):
    """T5: accepts any certificate."""

    def __init__(self, site: str, email: str, token: str) -> None:
        super().__init__(site, email, token, httpx.Client(verify=False))  # noqa: S501  # what makes it wrong


class Generous(EitherToken):
    """T6: sends the token to any host that an answer points to."""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        if request.url.scheme == "https" and not any(is_at(place, request.url) for place in (self._site, GATEWAY)):
            return self._send(request, request.url, authorization=self._authorization)
        return super().handle_request(request)
