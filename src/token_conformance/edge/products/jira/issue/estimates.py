"""How a worklog changes the remaining estimate of its issue: the parameter `adjustEstimate`."""

from starlette.requests import Request

from token_conformance.edge.products.api import ApiError
from token_conformance.edge.products.jira.activity_bean import parse_duration
from token_conformance.edge.tenant.issue import Estimate

_WAYS = {"auto", "leave", "manual", "new"}


def adjust(request: Request, estimate: Estimate, spent: int) -> None:
    """Change the remaining estimate after `spent` more seconds, which are negative for a deleted worklog.

    `auto`, the default, subtracts what was spent; an issue that nobody has estimated has nothing left then, as a public
    suite of live tests found. Raises ApiError (400).
    """
    way = request.query_params.get("adjustEstimate", "auto")
    if way not in _WAYS:
        raise ApiError(400, f"'{way}' is not a valid value of 'adjustEstimate'.")
    if way == "new":
        estimate.remaining = _duration(request, "newEstimate")
    elif way == "manual":
        by = -_duration(request, "increaseBy") if request.method == "DELETE" else _duration(request, "reduceBy")
        estimate.remaining = max(0, (estimate.remaining or 0) - by)
    elif way == "auto":
        estimate.remaining = max(0, (estimate.remaining or 0) - spent)


def _duration(request: Request, name: str) -> int:
    """The seconds in a query parameter such as `2d`. Raises ApiError (400)."""
    try:
        return parse_duration(request.query_params.get(name, ""))
    except ValueError:
        raise ApiError(400, f"The query parameter '{name}' must be a duration such as '2d'.") from None
