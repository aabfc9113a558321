"""The operations that change nothing: those with GET or HEAD, and some with POST, whose body says what to read."""

_OF_JIRA = (
    "app/field/context/configuration/list",
    "changelog/bulkfetch",
    "comment/list",
    "expression/analyse",
    "expression/eval",
    "expression/evaluate",
    "issue/bulkfetch",
    "issue/watching",
    "issue/{issueIdOrKey}/changelog/list",
    "jql/autocompletedata",
    "jql/function/computation/search",
    "jql/match",
    "jql/parse",
    "jql/pdcleaner",
    "permissions/check",
    "permissions/project",
    "search",
    "search/approximate-count",
    "search/jql",
    "workflow/history",
    "workflow/history/list",
    "workflows",
    "workflows/create/validation",
    "workflows/preview",
    "workflows/update/validation",
    "workflowscheme/read",
    "workflowscheme/update/mappings",
    "worklog/list",
)
"""Below `/rest/api/2` and `/rest/api/3`."""

READS_BY_POST = frozenset(f"POST /rest/api/{version}/{path}" for version in (2, 3) for path in _OF_JIRA) | {
    "POST /rest/servicedeskapi/servicedesk/{serviceDeskId}/requesttype/permissions/check",
    "POST /wiki/api/v2/content/convert-ids-to-types",
    "POST /wiki/api/v2/user/access/check-access-by-email",
    "POST /wiki/api/v2/users-bulk",
    "POST /wiki/rest/api/content/{id}/permission/check",
}
"""The published operations with POST that change nothing, by what Atlassian documents that they do.

Their scopes do not tell: inviting a user needs a scope to read, and exporting issues too.
"""

READING = frozenset({"GET", "HEAD"})
"""The methods of requests that change nothing, and can therefore be sent again."""


def only_reads(operation: str) -> bool:
    """Whether an operation, such as `GET /rest/api/3/myself`, changes nothing."""
    return operation.partition(" ")[0] in READING or operation in READS_BY_POST
