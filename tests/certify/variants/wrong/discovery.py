"""Variants for D1 to D3: how the gateway is found."""

import os

import httpx

from either_token import EitherToken, NotTakenError
from either_token.app import App
from either_token.form import Form, Site


class HalfConfigured(EitherToken):
    """D1: uses the gateway for Confluence only if its user has configured the cloud id."""

    def _find_form(self, app: App) -> Form:
        if app is App.JIRA or "CLOUD_ID" in os.environ:
            return super()._find_form(app)
        site = Site(app, self._site, self._email)
        if not site.takes(self._ask(self._site.join(app.whoami), authorization=self._authorization)):
            raise NotTakenError(app, self._site.host, self._email)
        return site


class Indiscreet(EitherToken):
    """D2: asks for the cloud id with the token."""

    def _ask(self, url: httpx.URL, **headers: str) -> httpx.Response:
        return super()._ask(url, **headers | {"authorization": self._authorization})


class Forgetful(EitherToken):
    """D3: asks the site for the kind of the token before each request, and once more after it."""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        who = self._site.join(App.of(request.url).whoami)
        self._ask(who, authorization=self._authorization)
        try:
            return super().handle_request(request)
        finally:
            self._ask(who, authorization=self._authorization)
