"""Whose a token is, from an answer that says so; masked, so that it can be pasted into an issue."""

import re
from urllib.parse import unquote

from token_conformance.advice.diagnosis.case import Case
from token_conformance.advice.diagnosis.probe import Probe
from token_conformance.advice.diagnosis.sign import json_of
from token_conformance.exchange.one_get import NoAnswer

_WHO = (Probe.JIRA_GATEWAY, Probe.JIRA_SITE, Probe.CONFLUENCE_SITE)
_REST = re.compile(r"(?<=\w)\w+")
_SHOWN = 4


def account_of(case: Case) -> str:
    """The owner's name, address and account id, each cut; empty if no answer has one of them."""
    facts = next((found for probe in _WHO if "accountId" in (found := json_of(case.of(probe)))), {})
    account_id = str(facts.get("accountId") or _of_header(case))
    parts = [
        masked_words(str(facts.get("displayName") or facts.get("publicName") or "")),
        masked_words(str(facts.get("emailAddress") or facts.get("email") or "")),
        f"account id ...{account_id[-_SHOWN:]}" if account_id else "",
        "a service account or app" if facts.get("accountType") == "app" else "",
    ]
    return ", ".join(filter(None, parts))


def masked_words(text: str) -> str:
    """A text in which each word keeps its first letter."""
    return _REST.sub("***", text)


def _of_header(case: Case) -> str:
    answers = (one.reply for one in case.seen if not isinstance(one.reply, NoAnswer) and one.scheme)
    return unquote(next((answer.headers["x-aaccountid"] for answer in answers if answer.names_caller), ""))
