"""Long tasks, in version 1 of Confluence's API: what Atlassian does in the background is done at once here."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.products.api import ApiError, Call
from token_conformance.edge.products.confluence.answers import Bean, matches
from token_conformance.edge.products.confluence.v1.answers import PAGING, page, single
from token_conformance.edge.products.handler import honours
from token_conformance.edge.tenant.confluence_site import LongTask


def begun(request: Request, name: str) -> Response:
    """Begin a task, and answer where its status can be read."""
    task = Call.of(request).state.confluence.begin_task(name)
    return JSONResponse({"id": task.id, "links": {"status": f"/rest/api/longtask/{task.id}"}}, 202)


@honours(f"{PAGING} key")
async def list_tasks(request: Request) -> Response:
    """List the long tasks; `key` narrows the list to tasks of a name."""
    tasks = Call.of(request).state.confluence.site.tasks.values()
    shown = [task for task in tasks if matches(request, "key", task.name)]
    return page(request, shown, lambda task: _bean(request, task), limit=100)


@honours()
async def get_task(request: Request) -> Response:
    """Get a long task."""
    task = Call.of(request).state.confluence.site.tasks.get(request.path_params["id"])
    if task is None:
        raise ApiError(404, f"No task found with id : {request.path_params['id']}")
    return single(request, _bean(request, task))


def _bean(request: Request, task: LongTask) -> Bean:
    return {
        "id": task.id,
        "name": {"key": task.name, "args": []},
        "elapsedTime": 0,
        "percentageComplete": 100,
        "successful": True,
        "finished": True,
        "messages": [],
        "_links": {"self": f"{Call.of(request).site}/wiki/rest/api/longtask/{task.id}"},
    }
