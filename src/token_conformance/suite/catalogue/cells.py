"""The cells of every published call: the call's name and its columns."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from hashlib import blake2b

from token_conformance.catalogue.callers.every_call import calls_by_api, forms_of
from token_conformance.catalogue.operations import Operation
from token_conformance.exchange.reads import only_reads
from token_conformance.model.cell import Cell, Credential, Endpoint

CREDENTIALS = (Credential.NONE, Credential.UNSCOPED, Credential.SCOPED)
"""The credentials of a call, in the order of a run: what a stranger gets is the control of the others."""

_BASES = {
    "assets": "/jsm/assets/workspace/{workspaceId}/v1",
    "confluence-v1": "/wiki/rest/api",
    "confluence-v2": "/wiki/api/v2",
    "jira-platform-v2": "/rest/api/2",
    "jira-platform-v3": "/rest/api/3",
    "jira-software": "/rest/agile/1.0",
    "jsm": "/rest/servicedeskapi",
    "jsm-ops": "/jsm/ops/api/{cloudId}/v1",
    "jsm-ops-stakeholder-comms": "/jsm/ops/stakeholder-comms/cloudId/{cloudId}/api",
}
"""The part of its paths that the name of an API says already."""

_NOT_IN_NAMES = re.compile(r"[^a-z0-9]+")


@cache
def endpoints_of(api: str) -> Mapping[Endpoint, Operation]:
    """The calls of an API as endpoints, each with its operation, in the order of the catalogue."""
    return {
        Endpoint(operation.product, name, operation.name, not only_reads(operation.name), api=api): operation
        for name, operation in _named(api, calls_by_api()[api])
    }


def cells_of(endpoint: Endpoint, operation: Operation) -> list[Cell]:
    """The cells of a call, what a stranger gets first."""
    return [Cell(endpoint, credential, form) for credential in CREDENTIALS for form in forms_of(operation)]


def _named(api: str, operations: Sequence[Operation]) -> Iterator[tuple[str, Operation]]:
    """Each operation with its name in ids; two that would share a name get a digest of their own."""
    names = {operation.name: _name(operation, _BASES.get(api, "")) for operation in operations}
    times = Counter(names.values())
    for operation in operations:
        name = names[operation.name]
        yield (name if times[name] == 1 else f"{name}-{_digest(operation.name)}"), operation


def _name(operation: Operation, base: str) -> str:
    """Such as `get-issue-issueidorkey`: the method and the path below the base of the API."""
    rest = operation.path.removeprefix(base) if operation.path.startswith(f"{base}/") else operation.path
    return _NOT_IN_NAMES.sub("-", f"{operation.method} {rest}".lower()).strip("-")


def _digest(name: str) -> str:
    return blake2b(name.encode(), digest_size=3).hexdigest()
