"""Variants for P1 to P4 and L3: links and redirects in answers."""

import httpx

from either_token import EitherToken, RedirectedToSiteError, UndecidedError
from either_token.app import App
from either_token.form import GATEWAY, Form, is_at


class NaiveNext(EitherToken):
    """P1: puts the path of the next page directly after the gateway's host."""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        if "cursor" in request.url.params and is_at(self._site, request.url):
            url = GATEWAY.copy_with(raw_path=request.url.raw_path)
            return self._send(request, url, authorization=self._authorization)
        return super().handle_request(request)


class CutShort(EitherToken):
    """P2: treats a page that fails as the end of the list."""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        answer = super().handle_request(request)
        if request.method == "GET" and answer.is_server_error:
            return httpx.Response(200, json={"values": [], "issues": [], "results": [], "isLast": True, "_links": {}})
        return answer


def gateway_link(_: httpx.Client, key: str) -> str:
    """P3: shows people a link to the gateway."""
    return f"https://api.atlassian.com/browse/{key}"


class FromSite(EitherToken):
    """P4: fetches an attachment from the site if its URL is one of the site."""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        if "/attachment/content/" in request.url.path and is_at(self._site, request.url):
            return self._send(request, request.url, authorization=self._authorization)
        return super().handle_request(request)


class Redirected(EitherToken):
    """L3: follows the gateway's redirects to the site, though the site may not know the token."""

    def _find_form(self, app: App) -> Form:
        try:
            return super()._find_form(app)
        except UndecidedError:
            return self._gateway(app)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        try:
            return super().handle_request(request)
        except RedirectedToSiteError:
            return self._send(request, request.url, authorization=self._authorization)
