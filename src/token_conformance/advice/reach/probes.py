"""Which requests show whether a token's scopes allow a class of operations, without changing anything.

The gateway checks scopes before it routes (rule G2), so a request about a thing that does not exist is enough.
"""

import re
from collections.abc import Iterable
from urllib.parse import urlencode

from token_conformance.catalogue.operations import Operation
from token_conformance.model.path_tree import parameters_of
from token_conformance.model.url import GATEWAY_HOST, gateway_url

NO_SUCH_ID = str(2**63 - 1)
"""The highest id that a database can count to: no thing has it, and it has the form of an id."""

_CONTROL = {"jira": "/rest/api/3/token-conformance-control", "confluence": "/wiki/rest/api/token-conformance-control"}
"""By app, a path that no operation has: the scope check refuses it to every token with scopes."""

_PARAMETER = re.compile(r"\{[^}]+\}")
_CLOUD_ID = "{cloudId}"
_ID = re.compile(r"id|.*(?:Id|-id|IdOrKey|KeyOrId)")
"""The names of parameters that name a thing which exists already; a key or a label can also be one to be made."""

_METHODS = ("GET", "PUT", "POST", "DELETE")
"""Methods in the order in which they are preferred."""

_HEAVY = re.compile("export|download|thumbnail|attachment/content")
"""Reads whose answer could be large."""
_LIMITS = ("maxResults", "limit")


def control_url(app: str, cloud_id: str) -> str:
    """The URL of the control request of an app."""
    return gateway_url(app, cloud_id) + _CONTROL[app]


def probe_url(operation: Operation, cloud_id: str) -> str:
    """The URL at the gateway that asks for an operation of something that does not exist, or for one result."""
    path = _PARAMETER.sub(NO_SUCH_ID, operation.gateway_path.replace(_CLOUD_ID, cloud_id))
    limit = [] if parameters_of(operation.path) else [(name, "1") for name in _LIMITS if name in operation.query]
    return f"https://{GATEWAY_HOST}{path}{f'?{urlencode(limit)}' if limit else ''}"


def is_harmless(operation: Operation) -> bool:
    """Whether its probe cannot change anything: a read, or a method without a body on an id that no thing has.

    A write without an id in its path, or with a key only, could act on something that the request itself names.
    """
    return operation.method == "GET" or any(_ID.fullmatch(name) for name in parameters_of(operation.path))


def best_first(operations: Iterable[Operation]) -> tuple[Operation, ...]:
    """Operations of a class in the order in which they are tried: reads of one thing by its id come first."""
    return tuple(sorted(operations, key=_preference))


def _preference(operation: Operation) -> tuple[int, bool, bool, bool, bool, str]:
    return (
        _METHODS.index(operation.method),
        bool(_HEAVY.search(operation.path)),
        operation.deprecated,
        not any(_ID.fullmatch(name) for name in parameters_of(operation.path)),
        operation.api == "jira-platform-v2",
        operation.name,
    )
