"""The questions that `observe` asks, as data: one GET each, and what each answer would say; see `questions.toml`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from token_conformance.model.cell import UrlForm
from token_conformance.model.url import GATEWAY_HOST, SITE_DOMAIN, gateway_url, site_gateway_url, site_host

CLOUD_ID = "{cloudId}"
"""The place of the cloud id in a request."""

_SITE, _ID = "SITE", "CLOUD_ID"


class Token(StrEnum):
    """The tokens that a person can give; each question needs at most one of them."""

    UNSCOPED = "unscoped"
    SCOPED_JIRA = "scoped-jira"
    SCOPED_CONFLUENCE = "scoped-confluence"
    SERVICE_ACCOUNT = "service-account"


class Sent(StrEnum):
    """The credential of a question: a token, sent in one of two ways, or one that nobody has."""

    NONE = "none"
    UNSCOPED = "unscoped"
    UNSCOPED_BEARER = "unscoped-bearer"
    SCOPED_JIRA = "scoped-jira"
    SCOPED_JIRA_BEARER = "scoped-jira-bearer"
    SCOPED_CONFLUENCE = "scoped-confluence"
    SERVICE_ACCOUNT_BEARER = "service-account-bearer"
    SERVICE_ACCOUNT_BASIC = "service-account-basic"
    MADE_UP = "made-up"
    MADE_UP_JWT = "made-up-jwt"

    @property
    def token(self) -> Token | None:
        """The token that it needs, if any."""
        return next((token for token in Token if self.startswith(token)), None)

    @property
    def is_bearer(self) -> bool:
        """Whether it is sent as Bearer."""
        return self.endswith("-bearer")


class Login(StrEnum):
    """What a question does to the login: `good` proves the token, `fails` may count as a failing login."""

    GOOD = "good"
    FAILS = "fails"
    ANY = ""


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What one answer to a question says, and by what it is known; the fields are those of `questions.toml`."""

    status: tuple[int, ...]
    says: str
    header: Mapping[str, str]
    body: tuple[str, ...] = ()
    phrase: tuple[str, ...] = ()
    member: str = ""
    supports: tuple[str, ...] = ()
    contradicts: tuple[str, ...] = ()
    unclear: bool = False
    proves: bool = False


@dataclass(frozen=True, kw_only=True)
class Question:
    """One question: one GET with one credential at one URL form."""

    id: str
    question: str
    why: str
    request: str
    credential: Sent
    url_form: UrlForm
    about: tuple[str, ...]
    login: Login
    readings: tuple[Reading, ...]

    @property
    def host(self) -> str:
        """The host that gets the request: `site` or `gateway`."""
        return "gateway" if self.url_form is UrlForm.GATEWAY else "site"

    @property
    def needs_cloud_id(self) -> bool:
        """Whether the URL cannot be written without the site's cloud id."""
        return _ID in self.template

    @property
    def template(self) -> str:
        """The request with its whole URL, in which SITE and CLOUD_ID are the site's name and cloud id."""
        return f"GET {self.url(_SITE, _ID)}"

    def url(self, site: str, cloud_id: str) -> str:
        """The URL to ask."""
        target = self.request.removeprefix("GET ")
        if not target.startswith("/"):
            return target.replace(CLOUD_ID, cloud_id)
        app = "confluence" if target.startswith("/wiki/") else "jira"
        bases = {
            UrlForm.SITE: f"https://{site_host(site)}",
            UrlForm.GATEWAY: gateway_url(app, cloud_id),
            UrlForm.SITE_GATEWAY: site_gateway_url(site, app, cloud_id),
        }
        return bases[self.url_form] + target


@dataclass(frozen=True)
class Unasked:
    """What is open as well: the rules, kinds of credential and families, and why no question is about it."""

    about: tuple[str, ...]
    open: str
    why: str


HOSTS = {"site": f"SITE.{SITE_DOMAIN}", "gateway": GATEWAY_HOST}
"""The two hosts, as a plan and a file name them."""


@cache
def questions() -> Mapping[str, Question]:
    """Every question by its id, in the order in which they are asked."""
    return {row["id"]: _question(row) for row in _table()["question"]}


def unasked() -> tuple[Unasked, ...]:
    """What no question is about."""
    return tuple(Unasked(tuple(row["about"]), row["open"], row["why"]) for row in _table()["unasked"])


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads(files(__package__).joinpath("questions.toml").read_text(encoding="utf-8"))


def _question(row: Mapping[str, Any]) -> Question:
    return Question(
        id=row["id"],
        question=row["question"],
        why=row["why"],
        request=row["request"],
        credential=Sent(row["credential"]),
        url_form=UrlForm(row["url_form"]),
        about=tuple(row["about"]),
        login=Login(row.get("login", "")),
        readings=tuple(map(_reading, row["reading"])),
    )


def _reading(row: Mapping[str, Any]) -> Reading:
    lists = {name: tuple(value) for name, value in row.items() if isinstance(value, list)}
    return Reading(**({"header": {}} | dict(row) | lists))
