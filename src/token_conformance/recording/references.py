"""Stable names for what differs from run to run, put in its place before a cassette is written.

A thing that a run makes for one cell alone has another key each time; in a cassette it has the name of its kind, so
that a replay, which makes nothing, asks for the same thing.
"""

import re

from token_conformance.model import Credential, Product
from token_conformance.target import Wallet, stand_in

TITLE = "Made by atlassian-token-conformance"
DISPOSABLE_ISSUE = "SOFT-DISPOSABLE"
DISPOSABLE_PAGE = "disposable-page"


class References:
    """What to write instead of what was sent: names for disposables, kinds for credentials."""

    def __init__(self, wallet: Wallet) -> None:
        self._names: dict[str, str] = {}
        self._credentials = {
            wallet.authorization(credential, product): stand_in(credential, product)
            for credential in Credential
            if credential is not Credential.NONE
            for product in (Product.JIRA_PLATFORM, Product.CONFLUENCE)
        }

    def add(self, value: str, name: str) -> None:
        """Write `name` wherever `value` stands as a word of its own from now on."""
        self._names[value] = name

    def credential(self, authorization: str) -> str:
        """The stand-in of an `Authorization` header's value; an unknown one is named as such, never kept.

        A stand-in stays what it is, for vcrpy filters a request more than once.
        """
        if authorization in self._credentials.values():
            return authorization
        return self._credentials.get(authorization, "<unknown token>")

    def text(self, value: str) -> str:
        """The text with every referenced value replaced."""
        for found, name in self._names.items():
            value = re.sub(rf"(?<![\w-]){re.escape(found)}(?![\w-])", name, value)
        return value
