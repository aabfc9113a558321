"""The request of a call: ids that certainly do not exist, and a body of a type that the operation reads."""

from functools import lru_cache

from token_conformance.catalogue.content_types import Check, content_types
from token_conformance.catalogue.operations import Operation
from token_conformance.exchange.client import Parts
from token_conformance.model.path_tree import parameters_of

_JSON = "application/json"

NUMBER = "2100000001"
"""An id that no tenant has: the ids of a tenant are given one after the other, from 1 or 10000 on."""

KEY = "ZZQXJVKW"
ISSUE = f"{KEY}-{NUMBER}"
UUID = "00000000-0000-4000-8000-00000000dead"
ACCOUNT = f"000000:{UUID}"
NAME = "token-conformance-absent"

_BY_NAME = {
    "issueIdOrKey": ISSUE,
    "epicIdOrKey": ISSUE,
    "requestIdOrKey": ISSUE,
    "issueIdsOrKeys": ISSUE,
    "incidentKey": ISSUE,
    "projectIdOrKey": KEY,
    "projectKeyOrId": KEY,
    "projectKeys": KEY,
    "spaceKey": KEY,
    "accountId": ACCOUNT,
    "userId": ACCOUNT,
    "userIdentifier": ACCOUNT,
    "groupId": UUID,
    "workspaceId": UUID,
    "cql": f"id={NUMBER}",
    "size": "medium",
    "start": "0",
    "limit": "1",
}
_NUMBERS = ("pos", "position", "version", "versionNumber", "version-number", "buildNumber", "deploymentSequenceNumber")
"""The parameters that are numbers, besides those whose names end like an id."""


def value_of(name: str, *, in_family: bool) -> str:
    """A made-up value of a parameter, always the same, of the type that its name shows."""
    if name in _BY_NAME:
        return _BY_NAME[name]
    if name.lower().endswith("id"):
        return UUID if in_family else NUMBER
    return NUMBER if name in _NUMBERS else NAME


@lru_cache(maxsize=8)
def parts_of(operation: Operation, cloud_id: str) -> Parts:
    """The parts of the request of a call; a path of a family also has the cloud id."""
    family = operation.is_of_family
    names = parameters_of(operation.path)
    path = {name: cloud_id if name == "cloudId" else value_of(name, in_family=family) for name in names}
    parts: Parts = {"path": path}
    if operation.required_query:
        parts["query"] = {name: value_of(name, in_family=family) for name in sorted(operation.required_query)}
    return {**parts, **_body(operation)}


def _body(operation: Operation) -> Parts:
    """An empty object for what reads JSON, and for another type its name alone, with which no body need come."""
    read = content_types(operation)
    if operation.method == "PATCH":
        return {"json": {}}
    if read.check is Check.UNCHECKED or read.takes_anything:
        return {}
    return {"json": {}} if _JSON in read.types else {"headers": {"Content-Type": read.types[0]}}
