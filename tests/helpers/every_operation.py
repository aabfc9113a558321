"""A request for every operation of the catalogue, at both URL forms, with a content type that it reads."""

import re

from in_process_edge import CONFLUENCE, JIRA, SITE, Asking
from token_conformance.catalogue.content_types import Check, content_types
from token_conformance.catalogue.operations import Operation, published, retired
from token_conformance.edge.operations import shape
from token_conformance.edge.products.routes import every_route
from token_conformance.model.cell import UrlForm

ROUTED = frozenset(shape(route.name) for route in every_route())
"""The operations that the routes are named after, without the names of parameters."""

HANDLED = frozenset(name for known in (published(), retired()) for name in known.operations if shape(name) in ROUTED)
"""The operations that have a handler."""


def filled(template: str) -> str:
    """A path of a template, with a value for each of its parameters."""
    return re.sub(r"\{[^}]+\}", "1", template)


def requesting(operation: Operation, form: UrlForm, token: str | None) -> Asking:
    """A request for an operation, with a body if it may have one."""
    base = SITE if form is UrlForm.SITE else CONFLUENCE if operation.app == "confluence" else JIRA
    read = content_types(operation)
    has_body = operation.method in {"POST", "PUT"}
    is_typed = has_body or read.check is not Check.UNCHECKED
    headers = (("content-type", read.types[0].replace("*/*", "application/json")),) if is_typed else ()
    url = f"{base}{filled(operation.path)}"
    return Asking(operation.method, url, token, headers, b"{}" if has_body else b"")
