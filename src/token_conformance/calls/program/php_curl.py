"""Reads the method of a request that a program of PHP sends by its functions of curl, such as `curl_setopt`."""

import re

from token_conformance.calls.program.code import code_of, without_comments
from token_conformance.catalogue.answer_credential import METHODS

_USED = re.compile(r"\bcurl_(?:init|setopt|setopt_array|exec)\s*\(")
_INIT = re.compile(r"\bcurl_init\s*\(")
_OPTION = re.compile(r"\bCURLOPT_(?P<name>[A-Z_]+)[\"']?\s*(?:,|=>)\s*(?P<value>[\"'][A-Za-z]+[\"']|[^,;\s)\]]+)")
_VARIABLE_OPTION = re.compile(
    r"\bcurl_setopt\s*\(\s*[^,()]+,(?!\s*CURLOPT_)|\bcurl_setopt_array\s*\(\s*[^,()]+,(?!\s*\[|\s*array\s*\()",
    re.IGNORECASE,
)
"""Options that are not shown."""

_CONDITION = re.compile(r"\b(?:if|else|elseif|case|while|for|foreach|switch|match)\b|\?")
_SENT = re.compile(r"\bcurl_exec\s*\(")
_METHODS = {"POST": "POST", "HTTPGET": "GET", "NOBODY": "HEAD", "PUT": "PUT", "UPLOAD": "PUT"}
"""The options that are a method if they are true."""

_TRUE, _FALSE = {"true", "1"}, {"false", "0", "null"}


def is_php_curl(text: str) -> bool:
    """Whether a text calls these functions."""
    return _USED.search(text) is not None


def methods_of(text: str) -> set[str]:
    """The method that the options show; none if they show none with certainty, and several if they contradict.

    Without an option of a method the request is a GET, but only if the text shows that it is sent.
    """
    text = without_comments(text)
    if _VARIABLE_OPTION.search(text) or _CONDITION.search(_before_sending(text)):
        return set()
    if len(_INIT.findall(text)) > 1 or len(_SENT.findall(text)) > 1:
        return set()
    options = [(found["name"], found["value"].strip("\"'")) for found in _OPTION.finditer(text)]
    if custom := [value for name, value in options if name == "CUSTOMREQUEST"]:
        methods = {value.upper() for value in custom}
        return methods if methods <= set(METHODS) else set()
    flags = [(name, value.lower()) for name, value in options if name in _METHODS]
    if any(value not in _TRUE | _FALSE for _, value in flags):
        return set()
    found = {_METHODS[name] for name, value in flags if value in _TRUE}
    if not found and any(name == "POSTFIELDS" for name, _ in options):
        found = {"POST"}
    return found or ({"GET"} if _SENT.search(text) else set())


def _before_sending(text: str) -> str:
    """The part from the first function of curl to the one that sends, without its texts in quotes."""
    bare = code_of(text).bare
    used, sent = _USED.search(bare), _SENT.search(bare)
    return bare[used.start() if used else 0 : sent.start() if sent else len(bare)]
