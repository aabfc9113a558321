"""The routes of Jira Software: `/rest/agile/1.0`, and `/rest/software/1.0` with the successors of its issue lists."""

from token_conformance.edge.products.api import Api, ApiError
from token_conformance.edge.products.handler import Handler
from token_conformance.edge.products.jira.answers import error_response
from token_conformance.edge.products.jira_software import board_changes, boards, epics, sprints
from token_conformance.edge.products.jira_software.issue_lists import SOURCES, by_position, by_token, count

_API = Api(error_response, anonymous_error=ApiError(401, "Client must be authenticated to access this resource."))

_AGILE: dict[str, Handler] = {
    **board_changes.HANDLERS,
    "GET board": boards.list_boards,
    "GET board/filter/{filterId}": boards.list_boards_of_filter,
    "GET board/{boardId}": boards.get_board,
    "GET board/{boardId}/configuration": boards.get_configuration,
    "GET board/{boardId}/epic": boards.list_epics,
    "GET board/{boardId}/project": boards.list_projects,
    "GET board/{boardId}/quickfilter": boards.list_quick_filters,
    "GET board/{boardId}/sprint": boards.list_sprints,
    "GET board/{boardId}/version": boards.list_versions,
    "POST backlog/issue": sprints.move_to_backlog,
    "POST backlog/{boardId}/issue": sprints.move_to_backlog_of_board,
    "POST epic/none/issue": epics.remove_from_epics,
    "GET epic/{epicIdOrKey}": epics.get_epic,
    "POST epic/{epicIdOrKey}": epics.update_epic,
    "POST epic/{epicIdOrKey}/issue": epics.move_to_epic,
    "PUT epic/{epicIdOrKey}/rank": epics.rank_epic,
    "PUT issue/rank": epics.rank_issues,
    "GET issue/{issueIdOrKey}": epics.get_issue,
    "POST sprint": sprints.create_sprint,
    "GET sprint/{sprintId}": sprints.get_sprint,
    "POST sprint/{sprintId}": sprints.update_sprint,
    "PUT sprint/{sprintId}": sprints.replace_sprint,
    "DELETE sprint/{sprintId}": sprints.delete_sprint,
    "POST sprint/{sprintId}/issue": sprints.move_to_sprint,
    "POST sprint/{sprintId}/swap": sprints.swap_sprints,
    **{f"GET {path}": by_position(source) for path, source in SOURCES.items()},
}

_SOFTWARE: dict[str, Handler] = {
    **{f"GET {path}": by_token(source) for path, source in SOURCES.items()},
    **{
        f"GET {path}/approximate-count": count(SOURCES[path])
        for path in ("board/{boardId}/issue", "board/{boardId}/backlog")
    },
}

ROUTES = tuple(
    _API.route(operation.replace(" ", f" /rest/{api}/1.0/"), handler)
    for api, handlers in (("agile", _AGILE), ("software", _SOFTWARE))
    for operation, handler in handlers.items()
)
