"""What must work of Jira Service Management: a desk with a request type, a queue and an organization."""

from token_conformance import Send, Tenant, UrlForm, endpoint


@endpoint("GET /rest/servicedeskapi/info", open_at={UrlForm.SITE})
def test_get_info(send: Send) -> None:
    """Everyone can learn which version of Jira Service Management the site runs."""
    assert send().json()["version"]


@endpoint("GET /rest/servicedeskapi/servicedesk")
def test_list_service_desks(send: Send, tenant: Tenant) -> None:
    """The service desks that the caller may use are listed."""
    assert tenant.service_desk_id in {desk["id"] for desk in send().json()["values"]}


@endpoint("GET /rest/servicedeskapi/servicedesk/{serviceDeskId}")
def test_get_service_desk(send: Send, tenant: Tenant) -> None:
    """A service desk can be read."""
    assert tenant.service_desk_id == send(path={"serviceDeskId": tenant.service_desk_id}).json()["id"]


@endpoint("GET /rest/servicedeskapi/servicedesk/{serviceDeskId}/requesttype")
def test_list_request_types(send: Send, tenant: Tenant) -> None:
    """The types of request that customers can raise at a desk are listed."""
    kinds = send(path={"serviceDeskId": tenant.service_desk_id}).json()["values"]
    assert tenant.request_type_id in {kind["id"] for kind in kinds}


@endpoint("GET /rest/servicedeskapi/servicedesk/{serviceDeskId}/queue")
def test_list_queues(send: Send, tenant: Tenant) -> None:
    """The queues in which the agents of a desk work are listed."""
    assert send(path={"serviceDeskId": tenant.service_desk_id}).json()["values"]


@endpoint("GET /rest/servicedeskapi/request")
def test_list_requests(send: Send, tenant: Tenant) -> None:
    """The requests that the caller has raised at a desk are listed."""
    assert send(query={"serviceDeskId": tenant.service_desk_id}).json()["values"]


@endpoint("POST /rest/servicedeskapi/request", writes=True)
def test_create_request(send: Send, tenant: Tenant, title: str) -> None:
    """A request can be raised at a desk."""
    request = send(
        json={
            "serviceDeskId": tenant.service_desk_id,
            "requestTypeId": tenant.request_type_id,
            "requestFieldValues": {"summary": title},
        }
    ).json()
    assert tenant.service_desk_id == request["serviceDeskId"]


@endpoint("GET /rest/servicedeskapi/request/{issueIdOrKey}")
def test_get_request(send: Send, tenant: Tenant) -> None:
    """A request can be read by its issue's key."""
    assert tenant.request_key == send(path={"issueIdOrKey": tenant.request_key}).json()["issueKey"]


@endpoint("GET /rest/servicedeskapi/organization")
def test_list_organizations(send: Send) -> None:
    """The organizations of customers are listed."""
    assert send().json()["values"]
