"""The fields of JQL whose values are users."""

from collections.abc import Callable, Iterable, Mapping

from token_conformance.edge.products.api import ApiError
from token_conformance.edge.products.jira.jql.choices import Choice, Function, Things
from token_conformance.edge.products.jira.jql.context import Context
from token_conformance.edge.tenant.issue import Issue
from token_conformance.edge.tenant.people import User


def users_field(of: Callable[[Issue], Iterable[str | None]], *empty_names: str) -> Choice:
    """A field of users; `of` gives their account ids, or None for a user who is not set."""
    return Choice(
        of=lambda context, issue: _users(context, of(issue)),
        names=lambda user: (user.account_id, user.display_name, user.email),
        known=lambda context: context.jira.users.values(),
        functions=_FUNCTIONS,
        empty_names=empty_names,
    )


def _users(context: Context, account_ids: Iterable[str | None]) -> list[User]:
    return [context.jira.users[each] for each in account_ids if each is not None]


def _caller(context: Context, arguments: tuple[str, ...]) -> Things:  # noqa: ARG001  # a Function's shape
    return _users(context, [context.account_id])


def _members_of(context: Context, arguments: tuple[str, ...]) -> Things:
    group = context.jira.groups.find(arguments[0] if len(arguments) == 1 else None)
    if group is None:
        raise ApiError(400, f"The group '{', '.join(arguments)}' of the function 'membersOf' does not exist.")
    return context.jira.groups.members(group, context.jira.users)


_FUNCTIONS: Mapping[str, Function] = {"currentuser": _caller, "membersof": _members_of}
