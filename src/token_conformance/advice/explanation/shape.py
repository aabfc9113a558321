"""What the credential in a paste looks like: its scheme, the kinds that its shape allows, and what is wrong with it.

It reads the paste before anything is removed, and keeps no part of a credential.
"""

import re
from base64 import b64decode
from binascii import Error
from collections.abc import Iterator

_HEADER = re.compile(
    r"(?i)authorization[\"'\]]{0,3}\s{0,4}(?:=>|[:=,])\s{0,4}[\"'`]?(?:[a-z]{0,3}[\"'`])?(?P<value>[^\n\"'`}\\]{1,4096})"
)
_OPTION = re.compile(r"(?:^|\s)(?:-u|--user)[ =](?P<quote>[\"']?)(?P<value>[^\"'\n]{1,4096}?)(?P=quote)(?=\s|$)")
_SCHEME = re.compile(r"(?i)(Basic|Bearer|JWT|GenieKey)\b")
_HIDDEN = re.compile(r"[*.x<\[{$%…•#-]|redacted|masked|hidden|filtered|secret|removed|sanitized", re.IGNORECASE)
"""How the value of a credential begins that somebody has taken out."""

_CODE = re.compile(r"[A-Za-z_$][A-Za-z_$.]{0,60}(?:\s*[(\[+,;)].*)?|[\w.]+\(.*")
"""A name of a program in place of a value, such as `auth_header` or `self.token()`."""

_VARIABLE = ("$", "{", "%", "<")
"""How a value begins that a shell fills in."""

_MADE_UP = {"undefined", "null", "none", "nil", "", "nan", "false"}
"""What programs send for a setting that is not there."""

_FORMS = {
    "service-account": re.compile(r"\bATSTT3"),
    "other-secret": re.compile(r"\bATCTT3"),
    "app-password": re.compile(r"\bATBB[A-Za-z0-9]{16}"),
    "api-token": re.compile(r"\bATATT3?"),
    "jwt": re.compile(r"(?i)\bbearer[\s:\"']{1,8}eyJ[\w-]{8}"),
}
"""The beginnings of tokens that tell their kind; those of a person's tokens with and without scopes are the same."""

KINDS = frozenset(_FORMS) - {"jwt"}
"""The marks of tokens that a program can send in one way or another."""

_SERVICE_ACCOUNT = re.compile(r"@serviceaccount\.atlassian\.com")
_CURL_USER = re.compile(r"auth using (Basic|Bearer) with user '([^'\n]*)'")


def shape(text: str) -> frozenset[str]:
    """The schemes of the credentials in a text in lower case, their kinds where the form tells them, and what is wrong.

    The words are the marks of `rules.toml`, such as `basic`, `service-account` and `no-email`.
    """
    marks = {kind for kind, form in _FORMS.items() if form.search(text)}
    if _SERVICE_ACCOUNT.search(text):
        marks.add("service-account")
    for value in _values(text):
        marks |= set(_read(value))
    for found in _CURL_USER.finditer(text):
        marks.add(found[1].lower())
        if "@" not in found[2] and not _HIDDEN.match(found[2]):
            marks.add("no-email" if found[2] else "empty")
    return frozenset(marks)


def _values(text: str) -> Iterator[str]:
    for found in _HEADER.finditer(text):
        yield found["value"].strip()
    for found in _OPTION.finditer(text):
        yield f"user {found['value']}"


def _read(value: str) -> Iterator[str]:
    word, _, secret = value.partition(" ")
    if word == "user":
        yield "basic"
        yield from _wrong_pair(secret) if ":" in secret and not secret.startswith(_VARIABLE) else ()
    elif not _SCHEME.fullmatch(word):
        is_shown = value and not _HIDDEN.match(value) and not _CODE.fullmatch(value)
        yield from ["no-scheme-word"] if is_shown else []
    else:
        yield word.lower()
        if secret and not _HIDDEN.match(secret):
            yield from _wrong_basic(secret) if word.lower() == "basic" else _wrong_secret(secret)


def _wrong_basic(secret: str) -> Iterator[str]:
    try:
        pair = b64decode(secret.strip(), validate=True).decode()
    except (Error, ValueError):
        yield "not-base64"
        return
    yield from _wrong_pair(pair)


def _wrong_pair(pair: str) -> Iterator[str]:
    user, colon, secret = pair.partition(":")
    if not colon or ("@" not in user and not _HIDDEN.match(user)):
        yield "no-email"
    if user.strip().lower() in _MADE_UP - {""} or user.startswith(("$", "{")):
        yield "empty"
    if user.strip("\"' ") != user:
        yield "quoted-email"
    if colon and (secret or "@" in user) and not _HIDDEN.match(secret):
        yield from _wrong_secret(secret)


def _wrong_secret(secret: str) -> Iterator[str]:
    if secret.strip().lower() in _MADE_UP:
        yield "empty"
    elif secret.strip() != secret or secret.strip("\"'") != secret:
        yield "damaged"
