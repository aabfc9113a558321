"""The tenant of a scenario, and its tokens: how they are found and masked in requests and output."""

import re
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from urllib.parse import quote
from zlib import crc32

from token_conformance.certify.scenarios.scenario import Scenario
from token_conformance.edge.access.own_tokens import scopes_of_apps
from token_conformance.edge.access.tokens import OTHER_SCOPES, WITHOUT_READ, Token, tokens_of
from token_conformance.edge.tenant.random_tenant import RandomTenant, random_tenant
from token_conformance.edge.tenant.state import State
from token_conformance.model.account import Account
from token_conformance.redaction.redactor import base64_cores

_ADDED = 4
"""The number of issues and of pages that are added to a new tenant, so that lists are longer than a page."""

_TOKEN = "<token>"  # noqa: S105  # a mask, not a token
_ENCODED = "<URL-encoded token>"
_BASE64 = "<base64 of the credential>"
_BREAK = re.compile(r"\r?\n[ \t]*|(?:\\r)?\\n|(?:%0[Dd])?%0[Aa]")
"""A line break and the indentation of the next line, or a line break as it is written in JSON or in a URL."""
_EQUALS = re.compile(r"%3D|\\u003D", re.IGNORECASE)


def tenant_of(subject: str, scenario: Scenario) -> RandomTenant:
    """The tenant of a subject in a scenario: always the same, and different from that of any other scenario."""
    seed = crc32(f"{subject}/{scenario.id}".encode())
    state, account = random_tenant(seed, scenario.extras)
    _rename_second_space(state)
    if scenario.extras:
        _lengthen_lists(state)
    return RandomTenant(state, _with_checksums(account, seed))


def _rename_second_space(state: State) -> None:
    """Rename the second space: its key contains that of the first, so a missing first space would go unnoticed."""
    key = state.tenant.space_key
    for space in state.confluence.spaces.values():
        if space.key.startswith(key) and space.key != key:
            space.key = f"Y{key[::-1]}"


def _lengthen_lists(state: State) -> None:
    tenant, confluence = state.tenant, state.confluence
    space = confluence.spaces[tenant.space_id]
    for number in range(_ADDED):
        state.jira.create_issue(tenant.project_key, {"summary": f"One more issue ({number})"}, tenant.account_id)
        title, text = f"One more page ({number})", "<p>Read on.</p>"
        confluence.create("page", space, title, text, tenant.account_id, parent_id=tenant.page_id)


def _with_checksums(account: Account, seed: int) -> Account:
    """Give tokens the same end as Atlassian's: its `=` shows whether a client encodes what it sends."""
    checksum = f"={seed:08X}"
    return replace(
        account,
        unscoped=account.unscoped + checksum,
        scoped_jira=account.scoped_jira + checksum,
        scoped_confluence=account.scoped_confluence + checksum,
        invalid=account.invalid + checksum,
        service_account=account.service_account + checksum,
    )


def service_ending(app: str, ending: str) -> str:
    """The ending of a service account's token that lacks scopes of an app as a person's with the `ending` does."""
    return f"-{app.upper()}{ending}"


def tokens_for_products(account: Account, account_id: str) -> dict[str, Token]:
    """The tokens of a scenario, by their values.

    The one with scopes has all scopes of its app, and a service account's those of both apps: products need different
    ones, and their users choose those.
    """
    wide = {account.scoped_jira: "jira", account.scoped_confluence: "confluence"}
    tokens = tokens_of(account, account_id)
    scoped = {value: replace(tokens[value], scopes=scopes_of_apps()[app]) for value, app in wide.items()}
    return tokens | scoped | _of_service_account(account.service_account, tokens, wide)


def _of_service_account(value: str, tokens: Mapping[str, Token], wide: Mapping[str, str]) -> dict[str, Token]:
    """The tokens of the service account: with all scopes, and without some of one app as those of a person."""
    lacking = {
        f"{value}{service_ending(app, ending)}": replace(tokens[value], scopes=tokens[f"{scoped}{ending}"].scopes)
        for scoped, app in wide.items()
        for ending in (WITHOUT_READ, OTHER_SCOPES)
    }
    everything = frozenset().union(*(scopes_of_apps()[app] for app in wide.values()))
    return {value: replace(tokens[value], scopes=everything)} | lacking


class Tokens:
    """Finds and masks the tokens of a scenario, in plain, URL-encoded, JSON-escaped and Base64 form.

    A form is also found if it is wrapped: `base64` and mail libraries wrap Base64, and consoles long texts. `longest`
    is the length of the longest form of a token, in characters, with the line breaks that it may have.
    """

    def __init__(self, emails: Sequence[str], tokens: Iterable[str]) -> None:
        values = sorted(set(tokens), key=len, reverse=True)
        wholes = [form for value in values for form in _base64_forms(emails, value)]
        self.longest = 2 * max(map(len, wholes))
        inner = [core for value in values for core in base64_cores(value)]
        self._base64 = re.compile("|".join(map(re.escape, [*wholes, *inner])))
        stems = [re.escape(value.partition("=")[0]) for value in values]  # the longer part, before the checksum
        self._plain = re.compile("|".join([*map(_pattern, values), *stems]))

    def mask(self, text: str) -> str:
        """The text with a mask in place of each token."""
        masked = self._plain.sub(_mask, self._base64.sub(_BASE64, text))
        return self._without_wrapped(masked) if self.are_in(masked) else masked

    def are_in(self, text: str) -> bool:
        """Whether the text contains one of the tokens, in any form."""
        return any(self._plain.search(each) or self._base64.search(each) for each in {text, _BREAK.sub("", text)})

    def _without_wrapped(self, text: str) -> str:
        """The text with a mask in place of each token that line breaks divide."""
        places = _places(text)
        joined = "".join(text[place] for place in places)
        shown, end = [], 0
        for found in sorted([*self._base64.finditer(joined), *self._plain.finditer(joined)], key=re.Match.start):
            mask = _BASE64 if found.re is self._base64 else _mask(found)
            shown += [text[end : places[found.start()]], mask]
            end = places[found.end() - 1] + 1
        return "".join([*shown, text[end:]])


def _places(text: str) -> list[int]:
    """The places of all characters of a text that are not parts of a line break."""
    breaks = [found.span() for found in _BREAK.finditer(text)]
    ends, starts = [start for start, _ in breaks], [end for _, end in breaks]
    return [place for start, end in zip([0, *starts], [*ends, len(text)], strict=True) for place in range(start, end)]


def _mask(found: re.Match[str]) -> str:
    return _ENCODED if _EQUALS.search(found[0]) else _TOKEN


def _pattern(token: str) -> str:
    """A pattern for a token in plain form, URL-encoded, or escaped in JSON."""
    return r"(?:=|%3[Dd]|\\u003[Dd])".join(map(re.escape, token.split("=")))


def _base64_forms(emails: Sequence[str], token: str) -> list[str]:
    """The Base64 forms of a whole credential: of an e-mail and token or the token, with padding and without."""
    texts = (*(f"{email}:{token}" for email in emails), token)
    encoded = [encode(text.encode()).decode() for text in texts for encode in (b64encode, urlsafe_b64encode)]
    forms = [form for each in encoded for form in (quote(each, safe=""), each, each.rstrip("="))]
    return sorted(set(forms), key=len, reverse=True)
