"""An httpx transport with which code for `https://SITE.atlassian.net` works with both kinds of API token."""

from either_token.error import (
    MissingScopeError,
    NotTakenError,
    PlainHttpError,
    RedirectedToSiteError,
    TokenError,
    UndecidedError,
    UnknownSiteError,
)
from either_token.transport import EitherToken

__all__ = [
    "EitherToken",
    "MissingScopeError",
    "NotTakenError",
    "PlainHttpError",
    "RedirectedToSiteError",
    "TokenError",
    "UndecidedError",
    "UnknownSiteError",
]
