"""A tenant with more than one of everything that Jira Software and Jira Service Management list."""

from token_conformance.edge.products.jira_service_management import routes as service_management
from token_conformance.edge.products.jira_software import routes as software
from token_conformance.edge.tenant.adf import document
from token_conformance.edge.tenant.project import DONE, EPIC
from token_conformance.edge.tenant.software import Board, SprintState
from token_conformance.edge.tenant.state import State

OPERATIONS = [route.name for route in (*software.ROUTES, *service_management.ROUTES)]
"""The operations that the two products serve."""


def make_busy(state: State) -> dict[str, str]:
    """Fill a tenant; the values of the parameters in the paths of the operations, by their names."""
    return _software(state) | _service_desk(state)


def _software(state: State) -> dict[str, str]:
    tenant, jira, agile = state.tenant, state.jira, state.software
    [board], issue = agile.boards, jira.issues[tenant.issue_key]
    software = jira.projects[tenant.project_key]
    agile.boards.append(Board(board.id + 1, "Another board", jira.projects[tenant.project_key], board.filter))
    jira.add_version(software, "2.0")
    epic = jira.create_issue(software.key, {"summary": "An epic", "issuetype": EPIC}, tenant.account_id)
    agile.epic(jira.create_issue(software.key, {"summary": "Done", "issuetype": EPIC}, tenant.account_id)).done = True
    planned = [jira.create_issue(software.key, {"summary": f"Planned {name}"}, tenant.account_id) for name in "ab"]
    jira.create_issue(software.key, {"summary": "In the backlog too"}, tenant.account_id)
    agile.plan([issue, *planned], agile.sprints[0])
    for child in (issue, planned[0]):
        child.fields["parent"] = epic.id
    agile.add_sprint(board, "Next")
    agile.add_sprint(board, "Past").state = SprintState.CLOSED
    return {
        "boardId": str(board.id),
        "filterId": board.filter.id,
        "sprintId": str(tenant.sprint_id),
        "epicId": epic.id,
        "epicIdOrKey": epic.key,
    }


def _service_desk(state: State) -> dict[str, str]:
    tenant, jira, desks = state.tenant, state.jira, state.service_desk
    request = desks.request(tenant.request_key)
    assert request is not None
    colleague = list(jira.users)[1]
    request.participants.extend([tenant.account_id, colleague])
    comments = [jira.add_comment(request.issue, colleague, document(text)) for text in ("One", "Two")]
    closed = desks.create(request.type, "Closed long ago", "", tenant.account_id)
    jira.transition(closed.issue, DONE)
    desks.create(request.type, "Of a colleague", "", colleague)
    other = desks.organization("Others")
    other.members.update(jira.users)
    other.desk_ids.add(tenant.service_desk_id)
    return {
        "serviceDeskId": tenant.service_desk_id,
        "requestTypeId": tenant.request_type_id,
        "queueId": desks.queues[0].id,
        "organizationId": other.id,
        "commentId": comments[0].id,
    }


def path_of(operation: str, parameters: dict[str, str], state: State) -> str:
    """The path of an operation with its parameters; an issue is a request where the product needs one."""
    path = operation.partition(" ")[2]
    key = state.tenant.request_key if "servicedeskapi" in path else state.tenant.issue_key
    return path.format_map(parameters | {"issueIdOrKey": key})
