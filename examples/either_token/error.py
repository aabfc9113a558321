"""The errors of a token, each with a sentence that says what to check.

All of them are httpx.TransportErrors, so that code which catches httpx.HTTPError needs no change.
"""

import httpx

from either_token.app import App


class TokenError(httpx.TransportError):
    """The request cannot succeed with this token, at this site, in this way."""


class NotTakenError(TokenError):
    """Neither the gateway nor the site knows the token."""

    def __init__(self, app: App, site: str, email: str) -> None:
        super().__init__(
            f"Authentication failed: {app.product} takes this API token for {email} neither at the gateway"
            f" api.atlassian.com, where tokens with scopes work, nor at {site}. Check that the token has not expired"
            f" or been revoked, that it was made by {email}, and that a token with scopes was made for {app.product}."
        )


class MissingScopeError(TokenError):
    """The gateway knows the token, but one of its scopes is missing; it does not say which."""

    def __init__(self, app: App, request: httpx.Request) -> None:
        super().__init__(
            f"The API token lacks a scope: the gateway api.atlassian.com answered 401, scope does not match, to"
            f" {request.method} {request.url.path}. Make a token for {app.product} with all scopes that Atlassian's"
            " documentation lists for this operation."
        )


class UndecidedError(TokenError):
    """The answer to the question for the token's account says nothing about the token."""

    def __init__(self, response: httpx.Response) -> None:
        super().__init__(
            f"{response.url.host} answered {response.status_code} to GET {response.url.path}, which does not tell"
            " whether it takes the API token. Try again later; after a 404, check that the site has this product."
        )


class UnknownSiteError(TokenError):
    """The site does not tell its cloud id, which is needed for URLs of the gateway."""

    def __init__(self, site: str, status: int) -> None:
        super().__init__(
            f"{site} did not tell its cloud id (it answered {status}). Check the site's address; it must be the one"
            " that people use in a browser."
        )


class PlainHttpError(TokenError):
    """A request or a redirect has a URL of plain http."""

    def __init__(self, url: httpx.URL) -> None:
        super().__init__(f"Refused to go to {url.scheme}://{url.host}: Atlassian is reached over https alone.")


class RedirectedToSiteError(TokenError):
    """The gateway redirected a request to the site, to the URL that the request was for."""

    def __init__(self, site: str, request: httpx.Request) -> None:
        super().__init__(
            f"The gateway api.atlassian.com redirected {request.method} {request.url.path} to {site}. An API token"
            " with scopes is not known there, so the redirect was not followed."
        )
