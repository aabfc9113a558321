"""The routes of the products."""

import pytest
from starlette.requests import Request
from starlette.responses import Response

from token_conformance.edge.products.route import Route


async def nothing(_: Request) -> Response:
    """Answer with nothing."""
    return Response()


@pytest.mark.parametrize(
    ("template", "path", "parameters"),
    [
        ("/a/{id}/b/{key}", "/a/1/b/X-2", {"id": "1", "key": "X-2"}),
        ("/a/b", "/a/b", {}),
        ("/{id}", "/{id}", {"id": "{id}"}),
    ],
)
def test_the_parameters_have_the_names_of_the_route(template: str, path: str, parameters: dict[str, str]) -> None:
    """They are found by their places, because the catalogue has compared the rest already."""
    assert parameters == Route(f"GET {template}", template, nothing).parameters(path)
