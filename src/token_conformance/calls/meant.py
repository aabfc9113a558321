"""Which living operations a path that nobody publishes could mean: a page of a browser, or almost a published path."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from token_conformance.catalogue.known import find_operation
from token_conformance.catalogue.operations import published
from token_conformance.catalogue.states import State, states

_CLOSE = 0.75
_ALIVE = {State.ALIVE, State.DEPRECATED}
_SLASHES = re.compile(r"//+")
VERSIONS = {
    r"/rest/api/[\d.]+/": "/rest/api/3/",
    r"/rest/agile/[\d.]+/": "/rest/agile/1.0/",
    r"/wiki/api/v\d+/": "/wiki/api/v2/",
}
"""A version that nobody publishes, and the newest one."""

_PROJECT = "/rest/api/3/project/{projectIdOrKey}"
PAGES = {
    r"/browse/[^/]+-\d+": "/rest/api/3/issue/{issueIdOrKey}",
    r"/(?:jira/[\w-]+/(?:c/)?projects/[^/]+/boards/\d+|secure/RapidBoard\.jspa)": "/rest/agile/1.0/board/{boardId}",
    r"/(?:browse|projects|jira/[\w-]+/(?:c/)?projects)/[^/]+": _PROJECT,
    r"/issues": "/rest/api/3/search/jql",
    r"/jira/(?:dashboards|your-work|projects|people|filters|core|software)": "",
    r"/secure/[\w!]+\.jspa|/servicedesk/customer": "",
    r"/wiki/spaces/[^/]+/(?:blog/\d+(?:/\d+)*|pages/(?:edit-v2/)?\d+)": "/wiki/api/v2/pages/{id}",
    r"/wiki/spaces(?:/[^/]+)?": "/wiki/api/v2/spaces",
    r"/wiki/(?:display|x|home|pages/viewpage\.action)": "",
}
"""The addresses of pages for people, and the paths that read the same by the API."""


def page_for_people(path: str) -> str | None:
    """The operation that reads what a page of a browser shows; empty if none is known, and None for no such page."""
    for pattern, wanted in PAGES.items():
        if re.match(rf"(?:{pattern})(?=/|\Z)", path):
            return f"GET {wanted}" if wanted else ""
    return None


def almost(method: str, path: str) -> Iterator[str]:
    """The living operations that differ in a slash, a first part, the case of letters, a version, or one part."""
    for other in _written_otherwise(path):
        if other != path and (found := find_operation(method, other)) and _is_alive(method, found.path):
            yield found.name
    yield from _with_one_other_part(method, path)


def _written_otherwise(path: str) -> Iterator[str]:
    without_context = f"/{path.partition('/')[2].partition('/')[2]}"
    yield from (_SLASHES.sub("/", path), without_context, f"/wiki{without_context}", path.lower())
    yield from (re.sub(rf"\A{written}", newest, path) for written, newest in VERSIONS.items())


def _with_one_other_part(method: str, path: str) -> Iterator[str]:
    parts = path.split("/")
    for operation in published().operations.values():
        theirs = operation.path.split("/")
        if operation.method == method and len(theirs) == len(parts) and _is_alive(method, operation.path):
            wrong = [pair for pair in zip(parts, theirs, strict=True) if pair[0] != pair[1] and "{" not in pair[1]]
            if len(wrong) == 1 and SequenceMatcher(None, *wrong[0]).ratio() >= _CLOSE:
                yield operation.name


def _is_alive(method: str, path: str) -> bool:
    state = states().find(method, path)
    return state is None or state.state in _ALIVE
