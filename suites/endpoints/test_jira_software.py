"""What must work of Jira Software: a scrum board with a sprint, and issues on it and in its backlog."""

from token_conformance import Send, Tenant, endpoint


@endpoint("GET /rest/agile/1.0/board")
def test_list_boards(send: Send, tenant: Tenant) -> None:
    """The boards of a project are listed."""
    boards = send(query={"projectKeyOrId": tenant.project_key}).json()["values"]
    assert tenant.board_id in {board["id"] for board in boards}


@endpoint("GET /rest/agile/1.0/board/{boardId}")
def test_get_board(send: Send, tenant: Tenant) -> None:
    """A board can be read."""
    assert tenant.board_id == send(path={"boardId": tenant.board_id}).json()["id"]


@endpoint("GET /rest/agile/1.0/board/{boardId}/sprint")
def test_list_board_sprints(send: Send, tenant: Tenant) -> None:
    """The sprints of a board are listed."""
    sprints = send(path={"boardId": tenant.board_id}).json()["values"]
    assert tenant.sprint_id in {sprint["id"] for sprint in sprints}


@endpoint("GET /rest/agile/1.0/board/{boardId}/issue")
def test_list_board_issues(send: Send, tenant: Tenant) -> None:
    """The issues of a board are listed."""
    assert send(path={"boardId": tenant.board_id}, query={"fields": "summary"}).json()["issues"]


@endpoint("GET /rest/agile/1.0/board/{boardId}/backlog")
def test_list_backlog(send: Send, tenant: Tenant) -> None:
    """The issues in the backlog of a board are listed."""
    assert send(path={"boardId": tenant.board_id}, query={"fields": "summary"}).json()["issues"]


@endpoint("GET /rest/agile/1.0/sprint/{sprintId}")
def test_get_sprint(send: Send, tenant: Tenant) -> None:
    """A sprint can be read."""
    assert tenant.sprint_id == send(path={"sprintId": tenant.sprint_id}).json()["id"]
