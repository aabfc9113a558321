"""The operation of a request, published or, by rule G8, published earlier."""

from token_conformance.catalogue.operations import Operation, published, retired


def find_operation(method: str, path: str) -> Operation | None:
    """The operation of a request at a path of the site; a HEAD request has the operation of its GET."""
    method = "GET" if method == "HEAD" else method
    return published().find(method, path) or retired().find(method, path)
