"""What must work of the Jira platform: the seven calls of CLOUD-12617, then what integrations use most.

The tenant's project has a version and a component, and its issue a comment, a worklog and an attachment; the
account can see at least one filter and one dashboard. Everything that is changed or deleted was made for it.
"""

from token_conformance import Send, Tenant, UrlForm, endpoint


def document(text: str) -> dict[str, object]:
    """Wrap a text in the Atlassian Document Format, which version 3 takes for every rich text."""
    paragraph = {"type": "paragraph", "content": [{"type": "text", "text": text}]}
    return {"type": "doc", "version": 1, "content": [paragraph]}


# ---- The seven calls of CLOUD-12617 ----


@endpoint("POST /rest/api/3/issue", writes=True)
def test_create_issue(send: Send, tenant: Tenant, title: str) -> None:
    """An issue can be created in a project."""
    project, kind = {"key": tenant.project_key}, {"name": "Task"}
    issue = send(json={"fields": {"project": project, "issuetype": kind, "summary": title}}).json()
    assert tenant.project_key == issue["key"].rpartition("-")[0]


@endpoint("GET /rest/api/3/issue/{issueIdOrKey}")
def test_get_issue(send: Send, tenant: Tenant) -> None:
    """An issue that the caller may browse can be read."""
    issue = send(path={"issueIdOrKey": tenant.issue_key}, query={"fields": "summary"}).json()
    assert tenant.issue_key == issue["key"]


@endpoint("GET /rest/api/3/project")
def test_list_projects(send: Send, tenant: Tenant) -> None:
    """The projects that the caller may browse are all listed."""
    assert tenant.project_key in {project["key"] for project in send().json()}


@endpoint("GET /rest/api/3/project/{projectIdOrKey}")
def test_get_project(send: Send, tenant: Tenant) -> None:
    """A project that the caller may browse can be read."""
    assert tenant.project_key == send(path={"projectIdOrKey": tenant.project_key}).json()["key"]


@endpoint("GET /rest/api/3/projectvalidate/validProjectKey")
def test_valid_project_key(send: Send, tenant: Tenant) -> None:
    """A key that is in use is answered with another one, which is free."""
    suggestion = send(query={"key": tenant.project_key}).json()
    assert suggestion not in {"", tenant.project_key}


@endpoint("GET /rest/api/3/projectvalidate/key")
def test_validate_project_key(send: Send, tenant: Tenant) -> None:
    """A key that is in use is refused as a key for a new project."""
    assert "projectKey" in send(query={"key": tenant.project_key}).json()["errors"]


@endpoint("GET /rest/api/2/user/search")
def test_find_users_v2(send: Send, tenant: Tenant) -> None:
    """The account finds itself by its e-mail address, by version 2 of the API."""
    assert tenant.account_id in {user["accountId"] for user in send(query={"query": tenant.email}).json()}


# ---- The caller and the site ----


@endpoint("GET /rest/api/3/myself")
def test_get_myself(send: Send, caller: str) -> None:
    """The caller is told who they are."""
    assert caller == send().json()["accountId"]


@endpoint("GET /rest/api/2/myself")
def test_get_myself_v2(send: Send, caller: str) -> None:
    """The caller is told who they are, by version 2 of the API."""
    assert caller == send().json()["accountId"]


@endpoint("GET /rest/api/3/mypermissions")
def test_get_my_permissions(send: Send) -> None:
    """The caller is told that they may browse projects."""
    permissions = send(query={"permissions": "BROWSE_PROJECTS"}).json()["permissions"]
    assert permissions["BROWSE_PROJECTS"]["havePermission"]


@endpoint("GET /rest/api/3/serverInfo", open_at={UrlForm.SITE})
def test_get_server_info(send: Send) -> None:
    """Everyone can learn that the site is a Jira Cloud."""
    assert send().json()["deploymentType"] == "Cloud"


@endpoint("GET /rest/api/3/configuration")
def test_get_configuration(send: Send) -> None:
    """The caller can read which optional features the site has switched on."""
    assert "timeTrackingEnabled" in send().json()


@endpoint("GET /rest/api/3/field")
def test_list_fields(send: Send) -> None:
    """The fields of the projects that the caller may browse are listed, the summary among them."""
    assert "summary" in {field["id"] for field in send().json()}


@endpoint("GET /rest/api/3/issuetype")
def test_list_issue_types(send: Send) -> None:
    """The issue types of the projects that the caller may browse are listed."""
    assert send().json()[0]["name"]


@endpoint("GET /rest/api/3/priority")
def test_list_priorities(send: Send) -> None:
    """The priorities that issues can have are listed."""
    assert send().json()[0]["name"]


@endpoint("GET /rest/api/3/status")
def test_list_statuses(send: Send) -> None:
    """The statuses of the projects that the caller may browse are listed."""
    assert send().json()[0]["name"]


# ---- Projects ----


@endpoint("GET /rest/api/3/project/search")
def test_search_projects(send: Send, tenant: Tenant) -> None:
    """A project that the caller may browse is found by its key."""
    projects = send(query={"keys": tenant.project_key}).json()["values"]
    assert tenant.project_key in {project["key"] for project in projects}


@endpoint("GET /rest/api/3/project/{projectIdOrKey}/versions")
def test_list_project_versions(send: Send, tenant: Tenant) -> None:
    """The versions of a project are listed."""
    assert send(path={"projectIdOrKey": tenant.project_key}).json()[0]["name"]


@endpoint("GET /rest/api/3/project/{projectIdOrKey}/components")
def test_list_project_components(send: Send, tenant: Tenant) -> None:
    """The components of a project are listed."""
    assert send(path={"projectIdOrKey": tenant.project_key}).json()[0]["name"]


# ---- Issues ----


@endpoint("GET /rest/api/2/issue/{issueIdOrKey}")
def test_get_issue_v2(send: Send, tenant: Tenant) -> None:
    """An issue that the caller may browse can be read, by version 2 of the API."""
    issue = send(path={"issueIdOrKey": tenant.issue_key}, query={"fields": "summary"}).json()
    assert tenant.issue_key == issue["key"]


@endpoint("PUT /rest/api/3/issue/{issueIdOrKey}", writes=True)
def test_edit_issue(send: Send, disposable_issue: str) -> None:
    """The summary of an issue can be changed."""
    answer = send(
        path={"issueIdOrKey": disposable_issue}, json={"fields": {"summary": "Edited by atlassian-token-conformance"}}
    )
    assert answer.status == 204


@endpoint("DELETE /rest/api/3/issue/{issueIdOrKey}", writes=True)
def test_delete_issue(send: Send, disposable_issue: str) -> None:
    """An issue can be deleted."""
    assert send(path={"issueIdOrKey": disposable_issue}).status == 204


@endpoint("GET /rest/api/3/issue/{issueIdOrKey}/transitions")
def test_list_transitions(send: Send, tenant: Tenant) -> None:
    """The transitions that an issue can take now are listed."""
    assert send(path={"issueIdOrKey": tenant.issue_key}).json()["transitions"]


@endpoint("POST /rest/api/3/issue/{issueIdOrKey}/transitions", writes=True)
def test_do_transition(send: Send, disposable_issue: str, transition: str) -> None:
    """An issue can take a transition of its workflow."""
    body = {"transition": {"id": transition}}
    assert send(path={"issueIdOrKey": disposable_issue}, json=body).status == 204


@endpoint("GET /rest/api/3/issue/{issueIdOrKey}/comment")
def test_list_comments(send: Send, tenant: Tenant) -> None:
    """The comments of an issue are listed."""
    assert send(path={"issueIdOrKey": tenant.issue_key}).json()["comments"]


@endpoint("POST /rest/api/3/issue/{issueIdOrKey}/comment", writes=True)
def test_add_comment(send: Send, caller: str, disposable_issue: str) -> None:
    """A comment can be written below an issue, in the caller's name."""
    comment = send(path={"issueIdOrKey": disposable_issue}, json={"body": document("A comment")}).json()
    assert caller == comment["author"]["accountId"]


@endpoint("GET /rest/api/3/issue/{issueIdOrKey}/worklog")
def test_list_worklogs(send: Send, tenant: Tenant) -> None:
    """The work logged on an issue is listed."""
    assert send(path={"issueIdOrKey": tenant.issue_key}).json()["worklogs"]


@endpoint("POST /rest/api/3/issue/{issueIdOrKey}/worklog", writes=True)
def test_add_worklog(send: Send, disposable_issue: str) -> None:
    """Work can be logged on an issue."""
    worklog = send(path={"issueIdOrKey": disposable_issue}, json={"timeSpentSeconds": 60}).json()
    assert worklog["timeSpentSeconds"] == 60


@endpoint("POST /rest/api/3/issue/{issueIdOrKey}/attachments", writes=True)
def test_add_attachment(send: Send, disposable_issue: str) -> None:
    """A file can be attached to an issue."""
    attachments = send(
        path={"issueIdOrKey": disposable_issue},
        files={"file": ("conformance.txt", b"conformance", "text/plain")},
        headers={"X-Atlassian-Token": "no-check"},
    ).json()
    assert [attachment["filename"] for attachment in attachments] == ["conformance.txt"]


@endpoint("GET /rest/api/3/attachment/content/{id}")
def test_download_attachment(send: Send, tenant: Tenant) -> None:
    """The content of an attachment can be downloaded, without a redirect to another host."""
    assert send(path={"id": tenant.attachment_id}, query={"redirect": "false"}).body


# ---- Finding issues, people and saved views ----


@endpoint("GET /rest/api/3/search/jql")
def test_search_issues(send: Send, tenant: Tenant) -> None:
    """The issues of a project are found by JQL."""
    found = send(query={"jql": f"project = {tenant.project_key}", "fields": "summary"}).json()
    assert {tenant.project_key} == {issue["key"].rpartition("-")[0] for issue in found["issues"]}


@endpoint("POST /rest/api/3/search/jql")
def test_search_issues_by_post(send: Send, tenant: Tenant) -> None:
    """The issues of a project are found by JQL that is too long for a URL."""
    found = send(json={"jql": f"project = {tenant.project_key}", "fields": ["summary"]}).json()
    assert {tenant.project_key} == {issue["key"].rpartition("-")[0] for issue in found["issues"]}


@endpoint("GET /rest/api/3/user")
def test_get_user(send: Send, tenant: Tenant) -> None:
    """A user can be read by account id."""
    assert tenant.account_id == send(query={"accountId": tenant.account_id}).json()["accountId"]


@endpoint("GET /rest/api/3/user/search")
def test_find_users(send: Send, tenant: Tenant) -> None:
    """The account finds itself by its e-mail address."""
    assert tenant.account_id in {user["accountId"] for user in send(query={"query": tenant.email}).json()}


@endpoint("GET /rest/api/3/users/search")
def test_list_users(send: Send) -> None:
    """The users of the site are listed."""
    assert send().json()[0]["accountId"]


@endpoint("GET /rest/api/3/user/assignable/search")
def test_find_assignable_users(send: Send, tenant: Tenant) -> None:
    """The account is found among those whom an issue of the project can be assigned to."""
    users = send(query={"project": tenant.project_key, "query": tenant.email}).json()
    assert tenant.account_id in {user["accountId"] for user in users}


@endpoint("GET /rest/api/3/filter/search")
def test_search_filters(send: Send) -> None:
    """The filters that the caller may use are found."""
    assert send().json()["values"]


@endpoint("GET /rest/api/3/dashboard")
def test_list_dashboards(send: Send) -> None:
    """The dashboards that the caller may see are listed."""
    assert send().json()["dashboards"]
