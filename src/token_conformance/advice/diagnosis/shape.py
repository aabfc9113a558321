"""What the text of a token shows before anything is sent: the kinds that it can be, how it is sent, when it expires."""

import datetime as dt
import json
import re
from base64 import b64encode, urlsafe_b64decode
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from token_conformance.calls.token_shape import is_sent_as_bearer, shaped_as
from token_conformance.live.ask_secret import Login

SERVICE_ACCOUNT = "service-account"
ACCESS_TOKENS = ("oauth-3lo", "oauth-2lo")
JWT = "connect-jwt"

_OF_DATA_CENTER = ("dc-pat",)
_SERVICE_DOMAIN = "@serviceaccount.atlassian.com"
_PERSONAL = "ATATT"
_END_OF_PERSONAL = re.compile(r"ATATT.*=[0-9A-Fa-f]{8}")
_LONGEST_OLD = 24
"""The characters of the API tokens that were made before 2023-01-18, which have no prefix (reported)."""


@dataclass(frozen=True)
class Shape:
    """What the text of a token shows. It has nothing of the token itself.

    `kinds` has the ids of `credentials.toml` that the shape allows, and is empty for the shape of a person's token and
    for one that says nothing. `is_personal` says that it begins like a person's token, `is_cut` that the end of such a
    token is missing, `may_be_of_data_center` that it looks like one of Data Center, which is only inferred, and
    `may_be_password` that it looks like no token at all. `expires` is when a JWT says so.
    """

    scheme: str
    kinds: tuple[str, ...] = ()
    is_by_address: bool = False
    is_personal: bool = False
    is_cut: bool = False
    may_be_of_data_center: bool = False
    may_be_password: bool = False
    expires: dt.datetime | None = None


def shape_of(login: Login) -> Shape:
    """Read the shape of a token and of its e-mail address."""
    token = login.token
    if login.email.lower().endswith(_SERVICE_DOMAIN):
        return Shape("Bearer", (SERVICE_ACCOUNT,), is_by_address=SERVICE_ACCOUNT not in shaped_as(token))
    kinds = shaped_as(token)
    if kinds and kinds != _OF_DATA_CENTER:
        claims = _claims(token) if JWT in kinds else {}
        if claims:
            kinds = (JWT,) if "qsh" in claims else ACCESS_TOKENS
        scheme = "Bearer" if is_sent_as_bearer(token) else "Basic"
        return Shape(scheme, kinds, expires=_expiry(claims))
    is_personal = token.startswith(_PERSONAL)
    return Shape(
        "Basic",
        is_personal=is_personal,
        is_cut=is_personal and not _END_OF_PERSONAL.fullmatch(token),
        may_be_of_data_center=kinds == _OF_DATA_CENTER,
        may_be_password=not is_personal and len(token) != _LONGEST_OLD,
    )


def authorization(login: Login, shape: Shape) -> str:
    """The value of the header that carries the token."""
    if shape.scheme == "Bearer":
        return f"Bearer {login.token}"
    return "Basic " + b64encode(f"{login.email}:{login.token}".encode()).decode()


def _claims(token: str) -> Mapping[str, Any]:
    """The claims of a JWT, which are readable for everybody; none if they cannot be read."""
    part = token.split(".")[1]
    try:
        found = json.loads(urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _expiry(claims: Mapping[str, Any]) -> dt.datetime | None:
    seconds = claims.get("exp")
    try:
        return dt.datetime.fromtimestamp(seconds, dt.UTC) if isinstance(seconds, int) else None
    except (OverflowError, OSError, ValueError):
        return None
