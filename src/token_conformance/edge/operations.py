"""The operation of a request, published or, by rule G8, published earlier; and what is known of its life."""

import re
from collections.abc import Iterator

from starlette.requests import Request

from token_conformance.catalogue.operations import Operation, family_operations, published, retired
from token_conformance.catalogue.states import OperationState, states

METHODS = ("GET", "POST", "PUT", "DELETE")
"""The methods of published operations at `/rest` and `/wiki`."""

_SLASHES = re.compile("/+")
_PARAMETER = re.compile(r"\{[^}]+\}")


def as_routed(path: str) -> str:
    """The path by which the site finds an operation: without a slash at the end, and without empty parts."""
    return as_echoed(path).removesuffix("/") or "/"


def as_echoed(path: str) -> str:
    """The path as Jira names it in a refusal: a slash at the end is kept."""
    return _SLASHES.sub("/", path)


def query_of(request: Request) -> str:
    """The query string of a request with its question mark, or an empty text."""
    query: str = request.scope["query_string"].decode("latin-1")
    return f"?{query}" if query else ""


def find_operation(method: str, path: str) -> Operation | None:
    """The operation of a request at a path of the site; a HEAD request has the operation of its GET."""
    method = "GET" if method == "HEAD" else method
    return published().find(method, path) or retired().find(method, path)


def find_family_operation(method: str, path: str) -> Operation | None:
    """The operation of a family, by its path at the gateway."""
    return family_operations().find("GET" if method == "HEAD" else method, path)


def allowed_methods(path: str) -> list[str]:
    """Every method of an operation that the path can mean: `project/search` is also the project with that key."""
    return [operation.method for operation in _operations_at(path)]


def methods_of_resource(path: str) -> list[str]:
    """The methods of the operations with the path's most specific template."""
    found = list(_operations_at(path))
    nearest = min((operation.path.count("{") for operation in found), default=0)
    return [operation.method for operation in found if operation.path.count("{") == nearest]


def _operations_at(path: str) -> Iterator[Operation]:
    return (operation for method in METHODS if (operation := find_operation(method, path)))


def is_retired(operation: Operation) -> bool:
    """Whether the operation is published no more, and clients still call it (rule G8)."""
    return operation.name in retired()


def state_of(operation: Operation, query: str) -> OperationState | None:
    """What is known of an operation's life; `query` is what `query_of` returns."""
    found = states().find(operation.method, operation.path, query[1:])
    return found if found and shape(found.path) == shape(operation.path) else None


def state_without_operation(method: str, path: str, query: str) -> OperationState | None:
    """What is known of a request that is of no operation, such as one that left the document."""
    return states().find("GET" if method == "HEAD" else method, path, query[1:])


def shape(template: str) -> str:
    """A path template without the names of its parameters, by which templates of one operation can differ."""
    return _PARAMETER.sub("{}", template)
