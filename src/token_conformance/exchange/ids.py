"""The exact forms of ids and keys. Every id from a file or an answer is read by them before it is put into a URL."""

import re

_NUMBER = re.compile(r"[1-9][0-9]{0,18}")
_ISSUE_KEY = re.compile(r"[A-Z][A-Z0-9_]{1,254}-[1-9][0-9]{0,18}")


def number_id(value: object) -> str:
    """Read the id of an issue, page or transition: a number, as a text or as a number of JSON; raises ValueError."""
    is_number = isinstance(value, int) and not isinstance(value, bool)
    return _matching(_NUMBER, str(value) if is_number else value, "an id, which is a number")


def issue_key(value: object) -> str:
    """Read the key of an issue, such as `SOFT-12`; raises ValueError."""
    return _matching(_ISSUE_KEY, value, "the key of an issue, such as ABC-1")


def id_or_key(value: object) -> str:
    """Read the number of a page or issue, or the key of an issue; raises ValueError."""
    try:
        return number_id(value)
    except ValueError:
        return issue_key(value)


def _matching(form: re.Pattern[str], value: object, what: str) -> str:
    if not isinstance(value, str) or not form.fullmatch(value):
        raise ValueError(f"{value!r:.80} is not {what}")
    return value
