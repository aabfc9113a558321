"""Requests to each operation of the Jira platform that the edge serves, for tests over all of them."""

from dataclasses import asdict

from token_conformance.edge.tenant.people import EVERYONE, Gadget, Share
from token_conformance.edge.tenant.project import LINK_TYPES, Category
from token_conformance.edge.tenant.state import State
from token_conformance.model.tenant import Tenant

_BY_PARAMETER = {
    "issueIdOrKey": "{issue_key}",
    "projectIdOrKey": "{project_key}",
    "issueTypeId": "10001",
    "issueLinkTypeId": "10000",
    "linkId": "10000",
    "propertyKey": "color",
    "projectTypeKey": "software",
    "idOrName": "3",
    "idOrKey": "2",
    "type": "user",
    "projectKeyOrId": "{project_key}",
    "projectId": "10000",
    "featureKey": "local-model.board",
    "entityId": "10000",
    "owningObjectId": "10000",
    "fieldId": "customfield_10020",
    "moveIssuesTo": "10000",
    "statusId": "3",
    "workflowId": "00000000-f10e-4000-8000-000000000001",
    "contextId": "10000",
    "screenId": "1",
    "screenSchemeId": "1",
    "tabId": "10000",
    "schemeId": "0",
    "permissionId": "10000",
    "commentId": "10000",
    "worklogId": "10000",
    "issueTypeSchemeId": "10000",
    "issueTypeScreenSchemeId": "1",
    "taskId": "10000",
    "key": "jira-software",
    "dashboardId": "10000",
    "gadgetId": "10000",
    "itemId": "10000",
}
NEVER_FOUND = {
    "GET task/{taskId}",
    "GET workflowscheme/{id}/draft",
}
"""What the tenant has none of, so that reading it is never answered 200."""

_BY_RESOURCE = {
    "issuetype/{id}": "10001",
    "issuetype/{id}/alternatives": "10001",
    "priority/{id}": "3",
    "attachment/{id}": "{attachment_id}",
    "attachment/content/{id}": "{attachment_id}?redirect=false",
    "role/{id}": "10002",
    "role/{id}/actors": "10002",
    "application-properties/{id}": "jira.title",
}
_QUERIES = {
    "GET statuses": "id=3",
    "GET user": "accountId={account_id}",
    "GET user/bulk": "accountId={account_id}",
    "GET user/groups": "accountId={account_id}",
    "GET user/search": "query=",
    "GET user/picker": "query=con",
    "GET user/assignable/search": "project={project_key}",
    "GET user/assignable/multiProjectSearch": "projectKeys={project_key}",
    "GET user/viewissue/search": "projectKey={project_key}&query=",
    "GET group": f"groupId={EVERYONE.id}",
    "GET group/member": f"groupId={EVERYONE.id}",
    "DELETE user": "accountId={account_id}",
    "DELETE group": f"groupId={EVERYONE.id}",
    "POST group/user": f"groupId={EVERYONE.id}",
    "DELETE group/user": f"groupId={EVERYONE.id}&accountId={{account_id}}",
    "GET issuetype/project": "projectId=10000",
    "GET mypermissions": "permissions=BROWSE_PROJECTS",
    "GET search/jql": "jql=project={project_key}",
    "GET issue/picker": "query=issue",
    "DELETE issue/{issueIdOrKey}/watchers": "accountId={account_id}",
    "DELETE issue/{issueIdOrKey}/remotelink": "globalId=other",
    "GET projectvalidate/validProjectName": "name=Software",
    "GET issuetypescheme/project": "projectId=10000",
    "GET user/permission/search": "permissions=BROWSE_PROJECTS",
    "GET jql/autocompletedata/suggestions": "fieldName=project",
    **{f"{method} mypreferences": "key=colour" for method in ("GET", "PUT", "DELETE")},
    "GET user/properties": "accountId={account_id}",
    **{f"{method} user/properties/{{propertyKey}}": "accountId={account_id}" for method in ("GET", "PUT", "DELETE")},
}


def path_of(operation: str, tenant: Tenant) -> str:
    """The path of a request to an operation below `/rest/api/N/`, with a query if the operation needs one."""
    _, _, template = operation.partition(" ")
    path = template
    for resource, number in _BY_RESOURCE.items():
        path = path.replace(resource, resource.replace("{id}", number)) if path.endswith(resource) else path
    for name, value in {**_BY_PARAMETER, "id": "10000"}.items():
        path = path.replace(f"{{{name}}}", value)
    query = f"?{_QUERIES[operation]}" if operation in _QUERIES else ""
    return (path + query).format(**asdict(tenant))


def complete(state: State) -> None:
    """Add what a fresh tenant lacks and an operation can be asked for."""
    jira, tenant = state.jira, state.tenant
    issue, other = jira.issues[tenant.issue_key], jira.issues[tenant.idea_key]
    jira.add_link(LINK_TYPES[0], issue, other)
    content = {"globalId": "other", "object": {"url": "https://example.com", "title": "Elsewhere"}}
    jira.add_remote_link(issue, dict(content))
    jira.categories.append(Category(jira.next_id(Category), "Internal"))
    issue.project.category = jira.categories[0].id
    issue.project.security_scheme = 10000
    user_and_type = (jira.properties_of(tenant.account_id), jira.properties_of(issue.fields["issuetype"].id))
    jira.dashboards[0].gadgets.append(Gadget(10000, "made-up", "Made up"))
    things = (issue, issue.project, issue.comments[0], issue.worklogs[0], jira.dashboards[0].gadgets[0])
    for properties in (*(each.properties for each in things), *user_and_type):
        properties["color"] = {"name": "red"}
    jira.filters[0].columns = ["summary"]
    jira.filters[0].shares.append(Share(10000, "project", issue.project.id))
    jira.settings.preferences[tenant.account_id]["colour"] = "red"
    jira.settings.banner.message = "Made up"
    issue.fields["labels"].append("seen")
    jira.edit(issue, {"summary": "An issue of the software project, changed"})
