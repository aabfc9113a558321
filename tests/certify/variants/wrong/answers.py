"""Variants for T7 to T10: how the answer to a token that does not work is reported."""

import httpx

from either_token import EitherToken, MissingScopeError, NotTakenError, TokenError


class Credulous(EitherToken):
    """T7: reports the site's empty answer to a search as a result."""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        try:
            return super().handle_request(request)
        except NotTakenError:
            if not request.url.path.endswith("/search"):
                raise
            return self._send(request, request.url, authorization=self._authorization)


class NotFound(EitherToken):
    """T8: reports a missing issue if the token is not known."""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        try:
            return super().handle_request(request)
        except NotTakenError:
            if "/issue/" not in request.url.path:
                raise
            raise TokenError("The issue was not found.") from None


class Curt(EitherToken):
    """T9: says that the token is not accepted, but not what the reason could be."""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        try:
            return super().handle_request(request)
        except NotTakenError:
            raise TokenError("Authentication failed.") from None


class Stubborn(EitherToken):
    """T10: tries the site if the gateway reports a missing scope."""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        try:
            return super().handle_request(request)
        except MissingScopeError:
            return self._send(request, request.url, authorization=self._authorization)
