"""The first subject file of a product, made of its author's answers: complete, and to be corrected by its author."""

import json
from collections.abc import Iterator, Mapping, Sequence

from token_conformance.integrations.action import Action

_ARGUMENTS = {
    Action.GET_PROJECT: ("{project_key}",),
    Action.GET_ISSUE: ("{issue_key}",),
    Action.CREATE_ISSUE: ("{project_key}", "{title}"),
    Action.FIND_USER: ("{email}",),
    Action.GET_PAGE: ("{page_id}",),
    Action.CREATE_PAGE: ("{space_id}", "{title}"),
    Action.GET_ATTACHMENT: ("{attachment_id}",),
    Action.SHOW_LINK: ("{issue_key}",),
}
_QUERIES = {"jira": "{jql}", "confluence": "{cql}"}
_OTHER = {"jira": "confluence", "confluence": "jira"}
_TITLES = {"jira": "Jira", "confluence": "Confluence"}

_HEAD = """\
# What `token-conformance certify` must know of a product. Correct what does not fit, then check it with
# `token-conformance certify lint`. docs/certify.md explains every key.
"""
_CONFIGURE = "# The variables that a user of the product sets; {jira_token} and {confluence_token} are there as well."
_ACTIONS = """\
# One table an action: the command that performs it. It must print what the product's user would see, and end with
# another exit status than 0 when the product fails. Move what the product cannot do to [unsupported], with a reason."""


def first_subject(answers: Mapping[str, str]) -> str:
    """The text of a subject file, from an answer to each of the questions."""
    sections = [_HEAD, _subject(answers), _configure(answers), *_actions(answers), *_unsupported(answers["app"])]
    return "\n".join(sections)


def _subject(answers: Mapping[str, str]) -> str:
    keys = {key: answers[key] for key in ("name", "version", "product", "homepage")}
    app = answers["app"] if answers["app"] in _OTHER else "jira"
    return _table("subject", keys | {"app": app})


def _configure(answers: Mapping[str, str]) -> str:
    app = answers["app"] if answers["app"] in _OTHER else "jira"
    common = {answers["email_variable"]: "{email}", answers["token_variable"]: "{token}"}
    tables = [
        _table("configure.common", common),
        _table("configure.site", {answers["site_variable"]: "{site_url}"}),
    ]
    if answers["gateway_variable"] != "none":
        tables.append(_table("configure.gateway", {answers["gateway_variable"]: f"{{{app}_gateway_url}}"}))
    return "\n".join([_CONFIGURE, *tables])


def _actions(answers: Mapping[str, str]) -> Iterator[str]:
    yield _ACTIONS
    for action in Action:
        if not _is_of_other(action, answers["app"]):
            words = [*answers["command"].split(), action, *_arguments(action, answers["app"])]
            yield _table(f"actions.{action}", {"command": words})


def _arguments(action: Action, app: str) -> Sequence[str]:
    return (_QUERIES.get(app, "{jql}"),) if action is Action.SEARCH else _ARGUMENTS.get(action, ())


def _unsupported(app: str) -> Iterator[str]:
    others = [action for action in Action if _is_of_other(action, app)]
    if others:
        yield _table("unsupported", dict.fromkeys(others, f"The product is for {_TITLES[app]} only."))


def _is_of_other(action: Action, app: str) -> bool:
    """Whether an action is one of the app that the product is not for."""
    if action is Action.SHOW_LINK:
        return app == "confluence"  # the link is one to an issue
    return app in _OTHER and action.app(app) == _OTHER[app]


def _table(name: str, keys: Mapping[str, str | Sequence[str]]) -> str:
    """A table of TOML, whose texts and lists of texts are written as those of JSON."""
    return "".join(
        [f"[{name}]\n", *(f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in keys.items())]
    )
