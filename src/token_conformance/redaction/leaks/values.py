"""What is the value where a pattern of `patterns.py` matches, and what only looks like one."""

import re
from base64 import b64decode

from token_conformance.redaction.leaks import patterns
from token_conformance.redaction.leaks.people import is_person
from token_conformance.redaction.leaks.placeholders import is_placeholder, is_template, is_worded, looks_generated
from token_conformance.redaction.leaks.view import View

Match = re.Match[str]
Span = tuple[int, int]
"""Where a value starts and ends in a text."""

_HEADER = 12
"""The characters that all tokens of one kind have in common."""

_UUID = re.compile(patterns.UUID)
_LOCAL_PART = re.compile(r"[\w.%+-]{1,64}")
_SPELLED_LOCAL_PART = re.compile(
    r"(?:\s{0,2}[(\[{<]\s{0,3}|\s{1,2})"
    r"([\w%+-]{1,40}(?:(?:\.|\s{0,2}[)\]]tod[(\[]\s{0,2}|\s{1,2}tod\s{1,2})[\w%+-]{1,40}){0,3})"
)
"""Read backwards, from the sign of the address."""

_DOMAIN_WORDS = re.compile(r"(?:at|@)\W{1,6}(?:this|that|the|a|it|example)\W.*", re.DOTALL)
_LABEL = re.compile(r"[a-z0-9-]{1,63}")
_FILES = re.compile(
    r"(?i).*\.(?:png|jpe?g|gif|svg|webp|ico|css|s?css|jsx?|tsx?|html?|json|xml|ya?ml|toml|txt|lock|log|csv|service|socket"
    r"|target|timer|mount|slice|scope)"
)
"""Names of files and units that have an `@`; none of these suffixes is a domain."""

_NUMBER = re.compile(rb"\d{4,16}")
_DATA_CENTER_SECRET = 16
_SORTS = 3
"""How many of four sorts of characters a password has that a person thought up."""
_PAGE = re.compile(r"(?:page|next|cursor|continu|sync|resume|count|max|limit|public|prompt|cancel)[\w.-]*$")
"""Names of tokens that are not secret: those of a page of a list."""

_UUID_KEYS = re.compile(r"secret|api[_-]?key")
_DOTTED = re.compile(r"[A-Za-z_]\w*(?:\.\w+)+")
_CONTEXT = 80
_TENANT = re.compile(
    r"(?:cloud|tenant|(?<![a-z])site|(?<![a-z])org(?:ani[sz]ation)?(?![a-z])|org[_-]?id|client[_-]?key|workspace[_-]?id"
    r"|activation[_-]?id|ari:|/ex/(?:jira|confluence)/|assets/workspace/|atlassian\.com/[so]/)[^\r\n]{0,40}$"
    r"|(?:cloud|tenant)[_ -]?id\W{0,12}$|(?:account|user)[_-]?id\W{0,8}$"
)
"""What makes a UUID the id of a tenant; other UUIDs name requests, builds and whatever else."""

_RESOURCE = re.compile(r'["\']\s{0,4},[^{}]{0,300}["\']scopes["\']')
"""What follows the id of a tenant in the answer of `/oauth/token/accessible-resources`."""

_PERSONAL = re.compile(
    r"(?:account|user|reporter|assignee|author|creator|actor|owner|lead|mention|profile|people|~)[^\n]{0,40}$"
)
_OTHER_OBJECT = re.compile(
    r"(?:oid|objectid|_id|commit|sha\d*|hash|digest|build|revision|trace|span|etag)[^\n\w]{0,12}$"
)
_OLD_ACCOUNT_TIMES = re.compile(r"5[4-9a-f]|6[0-4]")
"""The first digits of account ids of 24: they begin with the time at which they were made, from 2014 to 2023."""

_WORD_FIELDS = re.compile(r"(?:given|family|first|last|sur)_?name")


def whole(_: View, found: Match) -> Span:
    """Everything that matches."""
    return found.span()


def token(view: View, found: Match) -> Span | None:
    """A token of Atlassian Cloud, if it does not only have the beginning of one."""
    value = view.text[slice(*found.span())]
    secret = value[_HEADER:] if value[3:6] == "TT3" else value[4:]
    return None if "=" not in secret and is_placeholder(secret) else found.span()


def data_center_token(view: View, found: Match) -> Span | None:
    """Base64 of a number, a colon and random bytes."""
    value = view.text[slice(*found.span())]
    if len(value) % 4:
        return None
    number, _, secret = b64decode(value).partition(b":")
    return (
        found.span()
        if _NUMBER.fullmatch(number) and len(secret) >= _DATA_CENTER_SECRET and not secret.isascii()
        else None
    )


def mixed(view: View, found: Match) -> Span | None:
    """Everything that matches, except placeholders."""
    value = view.text[slice(*found.span())]
    return None if is_placeholder(value) else found.span()


def url_credentials(view: View, found: Match) -> Span | None:
    """A user and a password in a URL, with both."""
    return found.span() if _is_login(view, found) else None


def login(view: View, found: Match) -> Span | None:
    """The password of a login that is not made of placeholders."""
    return found.span("secret") if _is_login(view, found) else None


def _is_login(view: View, found: Match) -> bool:
    user, secret = (view.text[slice(*found.span(name))] for name in ("user", "secret"))
    if secret.isdigit() or user == secret:
        return False
    return not is_placeholder(secret) or (is_worded(secret) and not is_template(secret) and not is_worded(user))


def generated(view: View, found: Match) -> Span | None:
    """The value, if it consists of random characters."""
    return found.span("value") if looks_generated(view.text[slice(*found.span("value"))]) else None


def cookie(view: View, found: Match) -> Span | None:
    """The value of a cookie, which has a digit."""
    value = view.text[slice(*found.span("value"))]
    return None if is_placeholder(value) or not any(map(str.isdigit, value)) else found.span("value")


def assigned(view: View, found: Match) -> Span | None:
    """The value behind a name of a secret, if a generator or a person made it."""
    start, end = found.span("value")
    value = view.text[start:end]
    if (
        view.text[end : end + 1] in ("(", "[")
        or _is_reference(value)
        or _PAGE.search(view.lower, max(0, found.start() - 32), found.start())
    ):
        return None
    name = found[0]
    if "pass" in name or "pwd" in name:
        return (start, end) if looks_generated(value) or _is_thought_up(value) else None
    if _UUID.fullmatch(value) and not _UUID_KEYS.search(name):
        return None
    return (start, end) if looks_generated(value) else None


def _is_reference(value: str) -> bool:
    """Whether a value is an address, a path, a name in a program, or has a shape of its own."""
    return (
        "://" in value
        or value[3:6] == "TT3"
        or value.startswith(("/", "./", "~/", "@", "$", "%", ":"))
        or bool(_DOTTED.fullmatch(value))
    )


def _is_thought_up(value: str) -> bool:
    """Whether a value is a password of a person: of three sorts of characters."""
    sorts = (str.islower, str.isupper, str.isdigit, lambda character: not character.isalnum())
    used = sum(any(map(sort, value)) for sort in sorts)
    return used >= _SORTS and any(map(str.isdigit, value)) and not is_placeholder(value)


def account(_: View, found: Match) -> Span | None:
    """The account id, with the number before the colon."""
    return found.start() - 6, found.end()


def old_account(view: View, found: Match) -> Span | None:
    """24 hexadecimal digits, if they name a person or begin with the time of an account."""
    value, left = found[0], view.lower[max(0, found.start() - _CONTEXT) : found.start()]
    if value.isdigit() or value.isalpha():
        return None
    if _PERSONAL.search(left):
        return found.span()
    return found.span() if _OLD_ACCOUNT_TIMES.match(value) and not _OTHER_OBJECT.search(left) else None


def cloud(view: View, found: Match) -> Span | None:
    """A UUID that the text around it says to be the id of a tenant."""
    start = found.start() - 8
    if _TENANT.search(view.lower[max(0, start - _CONTEXT) : start]):
        return start, found.end()
    return (start, found.end()) if _RESOURCE.match(view.lower, found.end()) else None


def value(_: View, found: Match) -> Span | None:
    """The part of the match that is called so."""
    return found.span("value")


def site(view: View, found: Match) -> Span | None:
    """The name of a site with its domain, except placeholders."""
    label = _LABEL.match(view.lower[max(0, found.start() - 63) : found.start()][::-1])
    if not label or label[0].endswith("-") or is_placeholder(label[0][::-1]):
        return None
    start = found.start() - label.end()
    return None if view.text[start - 1 : start] in ("$", "%", "}", ">") and start else (start, found.end())


def email(view: View, found: Match) -> Span | None:
    """The address, except placeholders and names of files."""
    local = _LOCAL_PART.match(view.text[max(0, found.start() - 65) : found.start()][::-1])
    if not local or _FILES.fullmatch(found[0]):
        return None
    start = found.start() - local.end()
    address, domain = local[0][::-1], found[0].rpartition(".")[0]
    return None if is_placeholder(address) and is_placeholder(domain) else (start, found.end())


def spelled_email(view: View, found: Match) -> Span | None:
    """The address with its words for the signs."""
    before = view.lower[max(0, found.start() - _CONTEXT) : found.start()]
    local = _SPELLED_LOCAL_PART.match(before[::-1])
    if not local or _DOMAIN_WORDS.fullmatch(found[0]):
        return None
    if is_placeholder(local[1][::-1]) and is_placeholder(found[0].rpartition(".")[0]):
        return None
    return found.start() - local.end(), found.end()


def person(view: View, found: Match) -> Span | None:
    """The name of a person."""
    start, end = found.span("value")
    value = view.text[start:end]
    name = value.strip(" \t@.`*_")
    if not is_person(name, alone=bool(_WORD_FIELDS.match(found[0]))):
        return None
    start += value.index(name)
    return start, start + len(name)
