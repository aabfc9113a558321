"""Users in version 2 of Confluence's API."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from token_conformance.edge.products.api import Call, json_object, member
from token_conformance.edge.products.confluence.answers import Bean
from token_conformance.edge.products.handler import honours
from token_conformance.edge.tenant.people import User


@honours(body={"accountIds": [str]})
async def list_users(request: Request) -> Response:
    """Get users by their `accountIds`; unknown ones are left out."""
    ids, users = member(await json_object(request), "accountIds"), Call.of(request).state.jira.users
    beans = [_bean(users[account_id]) for account_id in dict.fromkeys(ids) if account_id in users]
    return JSONResponse({"results": beans, "_links": {"base": f"{Call.of(request).site}/wiki"}})


def _bean(user: User) -> Bean:
    return {
        "accountId": user.account_id,
        "accountType": user.account_type,
        "accountStatus": "active",
        "displayName": user.display_name,
        "publicName": user.display_name,
        "email": user.email,
        "isExternalCollaborator": False,
        "personalSpaceId": None,
        "timeZone": None,
        "profilePicture": {"path": "/wiki/aa-avatar/default", "isDefault": True},
    }


@honours(body={"emails": [str]})
async def list_without_access(request: Request) -> Response:
    """List those of the `emails` that have no access to the site, which are the addresses of nobody here."""
    emails, users = member(await json_object(request), "emails"), Call.of(request).state.jira.users
    known = {user.email for user in users.values()}
    return JSONResponse({"emailsWithoutAccess": [email for email in emails if email not in known], "invalidEmails": []})
