"""The mark of a test that is run for every published call of an API."""

import pytest

from token_conformance.catalogue.callers.every_call import calls_by_api
from token_conformance.errors import UserError, nearest

MARK = "every_call_of"


def every_call_of(api: str) -> pytest.MarkDecorator:
    """Mark a test that is run for every published call of an API, such as `confluence-v2`, once per cell of the call.

    Such a test calls its fixture `ask` once.
    """
    return pytest.mark.every_call_of(api)


def api_of(definition: pytest.Item) -> str | None:
    """The API of a marked test, None without a mark; raises UserError for an API that is not in the catalogue."""
    mark = definition.get_closest_marker(MARK)
    if mark is None:
        return None
    api = str((*mark.args, "")[0])
    if api not in calls_by_api():
        known = ", ".join(calls_by_api())
        raise UserError(f"{definition.nodeid}: @{MARK}: {api!r} is unknown; {nearest(api, calls_by_api(), known)}")
    return api
