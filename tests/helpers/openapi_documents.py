"""Small OpenAPI documents in the form of Atlassian's."""

import json
from pathlib import Path
from typing import Any

from token_conformance.catalogue.openapi.node import Node

JIRA = "The Jira Cloud platform REST API"
SITE = "https://your-domain.atlassian.net"
SCHEMES = {
    "basicAuth": {"type": "http", "scheme": "basic"},
    "OAuth2": {"type": "oauth2"},
    "moreOAuth": {"type": "oauth2"},
    "connectJWT": {"type": "http", "scheme": "bearer"},
}

Json = dict[str, Any]

BASIC: Json = {"basicAuth": []}


def document(paths: Json, title: str = JIRA, server: str = SITE, **others: Any) -> Json:
    """A document with these paths."""
    head = {"openapi": "3.0.1", "info": {"title": title, "version": "1"}, "servers": [{"url": server}]}
    components = {"securitySchemes": SCHEMES, **others.pop("components", {})}
    return {**head, "paths": paths, "components": components, **others}


def operation(*security: Json, **stated: list[str]) -> Json:
    """An operation with security requirements, and with stated scopes by their state."""
    scopes = [{"scheme": "OAuth2", "state": state, "scopes": names} for state, names in stated.items()]
    return {**({"security": list(security)} if security else {}), "x-atlassian-oauth2-scopes": scopes}


def requirement(*scopes: str) -> Json:
    """A security requirement: OAuth with these scopes."""
    return {"OAuth2": list(scopes)}


def node(value: Any) -> Node:
    """A value as a document that is its own root."""
    return Node(value, "some.json", "", value)


def written(folder: Path, value: Any, name: str = "some.json") -> Path:
    """A document in a file."""
    path = folder / name
    path.write_text(json.dumps(value), encoding="utf-8")
    return path
