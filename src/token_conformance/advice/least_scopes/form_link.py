"""The link to Atlassian's form for an API token, with the app and the scopes filled in. It is no documented interface.

The link makes nothing by itself: its user is signed in, looks at the form and presses the button.
"""

import json
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import quote

from token_conformance.advice.least_scopes.scope_names import classic_scopes
from token_conformance.catalogue.statement import Statement, statement
from token_conformance.model.strict_toml import parse_toml

FORM = "https://id.atlassian.com/manage-profile/security/api-tokens"
"""The page on which a person makes API tokens."""

MOST_SCOPES = 50
"""The most scopes that one token is said to hold."""


@dataclass(frozen=True)
class FormLink:
    """The address, and what is known of it; the first statement is about the app."""

    url: str
    statements: tuple[Statement, ...]


def form_link(app: str, scopes: Collection[str], label: str = "") -> FormLink:
    """The link for a token of an app, `jira` or `confluence`, with these scopes ticked.

    `label` is the name of the token, which the form then shows; a person can change everything before the token is
    made. Raises KeyError for another app.
    """
    about = [_known()["app"][app], _known()["list"], _known()["ticked"]]
    classic = set(scopes) & classic_scopes()
    if classic and set(scopes) - classic:
        about.append(_known()["mixed"])
    names = json.dumps(sorted(scopes), separators=(",", ":"))
    url = f"{FORM}?autofillToken={quote(label, safe='')}&appId={app}&selectedScopes={quote(names, safe='')}"
    return FormLink(url, tuple(map(statement, about)))


def limit() -> Statement:
    """What is known of the most scopes that one token can hold."""
    return statement(_known()["limit"])


@cache
def _known() -> dict[str, Any]:
    return parse_toml(files(__package__).joinpath("form_link.toml").read_text(encoding="utf-8"))
