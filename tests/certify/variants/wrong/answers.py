"""T7 to T10: what is made of an answer to a token that does not work."""

import httpx

from either_token import EitherToken, MissingScopeError, NotTakenError, TokenError


class Credulous(EitherToken):
    """T7: takes the site's empty answer to a search for a result."""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        try:
            return super().handle_request(request)
        except NotTakenError:
            if not request.url.path.endswith("/search"):
                raise
            return self._send(request, request.url, authorization=self._authorization)


class NotFound(EitherToken):
    """T8: speaks of a missing issue where the token is not known."""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        try:
            return super().handle_request(request)
        except NotTakenError:
            if "/issue/" not in request.url.path:
                raise
            raise TokenError("The issue was not found.") from None


class Curt(EitherToken):
    """T9: says that the token is not accepted, and nothing of what could be the reason."""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        try:
            return super().handle_request(request)
        except NotTakenError:
            raise TokenError("Authentication failed.") from None


class Stubborn(EitherToken):
    """T10: tries the site where the gateway misses a scope."""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        try:
            return super().handle_request(request)
        except MissingScopeError:
            return self._send(request, request.url, authorization=self._authorization)
