"""The routes of all products, by API."""

import subprocess
import sys

from token_conformance.catalogue.operations import published, retired
from token_conformance.edge.operations import shape
from token_conformance.edge.products.routes import APIS, every_route, routes_of

PROGRAM = """
import sys
import token_conformance.edge.server.edge
print([name for name in sys.modules if name.startswith("token_conformance.edge.products") and "routes" in name])
"""


def test_the_routes_of_an_api_are_those_of_its_operations() -> None:
    """The backend looks only there; both versions of the Jira platform have one list."""
    known = {shape(name): one.api for each in (published(), retired()) for name, one in each.operations.items()}
    for api in APIS:
        apis = {known[shape(route.name)] for route in routes_of(api)}
        assert apis == {api, *(["jira-platform-v2"] if api == "jira-platform-v3" else [])}
    assert routes_of("jira-platform-v2") == routes_of("jira-platform-v3")


def test_an_api_without_routes_has_none() -> None:
    """Such as one that the edge does not serve."""
    assert () == routes_of("assets")


def test_every_route_is_there_once() -> None:
    """The names are those of operations, so that none is there twice."""
    names = [route.name for route in every_route()]
    assert len(set(names)) == len(names) > 500


def test_an_edge_starts_without_its_products() -> None:
    """The first request of a product loads it: the modules with the routes import all of it."""
    command = [sys.executable, "-c", PROGRAM]
    loaded = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert "['token_conformance.edge.products.routes']" == loaded.strip()


def test_the_first_answer_of_jira_waits_for_nothing_that_others_need() -> None:
    """Confluence with its content, JQL, the families and the faults are loaded by the first request that needs them."""
    program = """
import sys
from token_conformance.edge.products.routes import routes_of
from token_conformance.edge.server.edge import Edge
edge = Edge()
routes_of("jira-platform-v3")
others = ("edge.tenant.confluence", "edge.products.jira.jql.search", "catalogue.families", "edge.faults.fault")
print([name for name in others if f"token_conformance.{name}" in sys.modules])
print(len(edge.state.confluence.spaces))
"""
    command = [sys.executable, "-c", program]
    loaded = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert ["[]", "2"] == loaded.splitlines()
