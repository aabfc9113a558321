"""What the mock servers read: the requests of the load with the edge's own answers, for each in its own format."""

import json
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit
from uuid import NAMESPACE_URL, uuid5

from edge_load import Sample

OK, NOT_FOUND = 200, 404
_UNPUBLISHED = "gateway: another app's path"
"""The sample of a path that no document of that app has."""


def documented(samples: Iterable[Sample], answers: Mapping[str, bytes]) -> dict[tuple[str, str], str]:
    """The body of each method and path that a document has, from the edge's answers by the names of the samples.

    A published call to which the edge has given no content has an empty answer; a path that does not exist is in no
    document.
    """
    published = [sample for sample in samples if sample.status != NOT_FOUND and sample.what != _UNPUBLISHED]
    bodies = {call(sample): "{}" for sample in published}
    return bodies | {call(sample): answers[sample.what].decode() for sample in published if sample.status == OK}


def call(sample: Sample) -> tuple[str, str]:
    """The method and path of a sample."""
    method, target, _ = sample.sent.decode().split(" ", 2)
    return method, urlsplit(target).path


def openapi(bodies: Mapping[tuple[str, str], str]) -> dict[str, Any]:
    """An OpenAPI document with an example for each answer; every call needs a credential, as the published ones do."""
    paths: dict[str, dict[str, Any]] = {}
    for (method, path), body in bodies.items():
        content = {"application/json": {"schema": {}, "example": json.loads(body)}}
        answer = {"200": {"description": "The answer.", "content": content}}
        operation: dict[str, Any] = {"responses": answer}
        if method == "POST":
            operation["requestBody"] = {"content": {"application/json": {"schema": {}}}}
        paths.setdefault(path, {})[method.lower()] = operation
    return {
        "openapi": "3.0.3",
        "info": {"title": "calls", "version": "1"},
        "paths": paths,
        "security": [{"basicAuth": []}],
        "components": {"securitySchemes": {"basicAuth": {"type": "http", "scheme": "basic"}}},
    }


def mockoon(bodies: Mapping[tuple[str, str], str], port: int, *, tls: bool) -> dict[str, Any]:
    """A data file of Mockoon with a route for each answer."""
    routes = [_route(method, path, body) for (method, path), body in bodies.items()]
    return {
        "uuid": _uuid("environment"),
        "lastMigration": 33,
        "name": "calls",
        "endpointPrefix": "",
        "latency": 0,
        "port": port,
        "hostname": "127.0.0.1",
        "folders": [],
        "routes": routes,
        "rootChildren": [{"type": "route", "uuid": route["uuid"]} for route in routes],
        "proxyMode": False,
        "proxyHost": "",
        "proxyRemovePrefix": False,
        "tlsOptions": {
            "enabled": tls,
            "type": "CERT",
            "pfxPath": "",
            "certPath": "",
            "keyPath": "",
            "caPath": "",
            "passphrase": "",
        },
        "cors": False,
        "headers": [],
        "proxyReqHeaders": [],
        "proxyResHeaders": [],
        "data": [],
        "callbacks": [],
    }


def _route(method: str, path: str, body: str) -> dict[str, Any]:
    response = {
        "uuid": _uuid(f"answer {method} {path}"),
        "body": body,
        "latency": 0,
        "statusCode": OK,
        "label": "",
        "headers": [{"key": "Content-Type", "value": "application/json"}],
        "bodyType": "INLINE",
        "filePath": "",
        "databucketID": "",
        "sendFileAsBody": False,
        "rules": [],
        "rulesOperator": "OR",
        "disableTemplating": True,
        "fallbackTo404": False,
        "default": True,
        "crudKey": "id",
        "callbacks": [],
    }
    return {
        "uuid": _uuid(f"{method} {path}"),
        "type": "http",
        "documentation": "",
        "method": method.lower(),
        "endpoint": path.removeprefix("/"),
        "responses": [response],
        "responseMode": None,
        "streamingMode": None,
        "streamingInterval": 0,
    }


def _uuid(name: str) -> str:
    return str(uuid5(NAMESPACE_URL, name))
