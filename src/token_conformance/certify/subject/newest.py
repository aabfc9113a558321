"""The newest versions of the packages that subjects pin, as the registries know them, and the pins that are behind."""

import re
import sys
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from token_conformance.certify.subject.registries import environment, npm, run
from token_conformance.certify.subject.subject import Subject
from token_conformance.errors import UserError

_PIP = ("-I", "-m", "pip", "index", "versions", "--disable-pip-version-check", "--no-input", "--retries", "1", "--")
_AT_A_TIME = 4
_PIN = re.compile(r"(?P<name>@?[^@=\[]+)(?P<extras>\[.*\])?(==|@)(?P<version>.+)")
_FOUND = re.compile(r"\S+ \((?P<version>\S+)\)")
"""The first line of the output of pip."""
_VERSION = re.compile(r"[0-9]+(\.[0-9]+)*")
_AFTER = (".post", "post", "-post")


@dataclass(frozen=True)
class Pinned:
    """A package that a subject pins, as its file writes it, and the newest version in its registry."""

    subject: str
    pin: str
    newest: str

    @property
    def is_behind(self) -> bool:
        """Whether there is a newer version than the pinned one."""
        return _order(self.newest) > _order(_parts(self.pin)["version"])


def ask(subjects: Iterable[Subject]) -> list[Pinned]:
    """The newest version of each package that the subjects pin; raises UserError if one registry gives no answer."""
    wanted = [(subject, pin) for subject in subjects for pin in (*subject.pypi, *subject.npm)]
    with environment() as variables, ThreadPoolExecutor(_AT_A_TIME) as pool:
        return list(pool.map(lambda each: Pinned(each[0].name, each[1], _newest(each[0], each[1], variables)), wanted))


def behind(pinned: Iterable[Pinned]) -> Mapping[str, dict[str, str]]:
    """The newest version by each pin that is behind, by the name of its subject."""
    found: dict[str, dict[str, str]] = {}
    for each in pinned:
        if each.is_behind:
            found.setdefault(each.subject, {})[each.pin] = each.newest
    return found


def _parts(pin: str) -> Mapping[str, str]:
    """The name and version of a pin, which a subject's file may have only in this form."""
    found = _PIN.fullmatch(pin)
    return found.groupdict() if found else {"name": pin, "version": ""}


def _newest(subject: Subject, pin: str, variables: dict[str, str]) -> str:
    problem = f"{subject.name}: cannot ask for the newest version of {_parts(pin)['name']}"
    if pin in subject.npm:
        words = [npm(subject.name), "view", "--loglevel=error", "--", f"{_parts(pin)['name']}@latest", "version"]
        version = run(words, variables, problem).strip()
    else:
        found = _FOUND.match(run([sys.executable, *_PIP, _parts(pin)["name"]], variables, problem))
        version = found["version"] if found else ""
    if not _VERSION.match(version):
        raise UserError(f"{problem}: the answer names no version; check the registry")
    return version


def _order(version: str) -> tuple[list[int], int]:
    """A key that sorts versions by their numbers, then those before a release, the release, and those after it."""
    found = _VERSION.match(version)
    numbers = [int(number) for number in found[0].split(".")] if found else []
    while numbers and not numbers[-1]:
        numbers.pop()
    rest = version[found.end() :] if found else version
    return numbers, 1 if rest.startswith(_AFTER) else -1 if rest else 0
