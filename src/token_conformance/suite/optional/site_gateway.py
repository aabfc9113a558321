"""The optional cells at the gateway's path on the site's own host: who is the caller, with each type of token.

Nobody has published what that path answers to an API token (rule H1), so the cells are open.
"""

import pytest

from token_conformance.deviations.open_cell import OpenCell
from token_conformance.model.cell import SITE_GATEWAY, Cell, Endpoint, UrlForm
from token_conformance.recording.library import Library
from token_conformance.suite.output import usage_error

OPTION = "--site-gateway"
OPERATION = "GET /rest/api/3/myself"
"""The operation whose endpoints have these cells."""

EFFECT = "Nobody has published what an API token gets at /gateway/api on the site's own host."


def add(group: pytest.OptionGroup) -> None:
    """Add the option to the project's group."""
    group.addoption(
        OPTION,
        action="store_true",
        help=f"In a live run, also send {OPERATION} to /gateway/api/ex/jira/CLOUD_ID on the site's own host, with both "
        "types of token. Nobody has published what it answers, so the two cells neither pass nor fail.",
    )


def is_asked(config: pytest.Config, target: str) -> bool:
    """Whether the run observes these cells; raises pytest.UsageError if it is not live, where nothing is observed."""
    is_asked = bool(config.getoption(OPTION))
    if is_asked and target != "live":
        raise usage_error(f"{OPTION} observes your own tenant, not --target {target}; add --target live, or drop it")
    return is_asked


def cells_of(endpoint: Endpoint, replayed: Library | None, *, is_asked: bool) -> list[Cell]:
    """The cells of an endpoint in a run that asks for them, or that replays cassettes in which they are."""
    cells = [Cell(endpoint, *column) for column in SITE_GATEWAY if endpoint.operation == OPERATION]
    return [cell for cell in cells if is_asked or (replayed and replayed.has(cell))]


def declared(cell: Cell) -> OpenCell | None:
    """The standing of such a cell, which is open; None for any other cell."""
    if cell.url_form is not UrlForm.SITE_GATEWAY:
        return None
    return OpenCell(
        endpoint=cell.endpoint.id,
        credential=cell.credential,
        url_form=cell.url_form,
        sides=(),
        effect=EFFECT,
        file="rules.toml",
        line=1,
    )
