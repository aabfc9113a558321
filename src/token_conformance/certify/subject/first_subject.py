"""The first subject file of a product, and the drivers of its template, from the answers of its author."""

import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from token_conformance.certify.subject.questions import Answers
from token_conformance.certify.subject.subject import Action
from token_conformance.certify.subject.templates import MARK, TEMPLATES, Template, driver_texts, with_words

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

_HEAD = f"""\
# A subject file for `token-conformance certify`. Correct it, above all the lines that are marked {MARK}, then check it
# with `token-conformance certify lint`. docs/certify.md explains every key.
"""
_CONFIGURE = """\
# The variables that a user of the product sets. {jira_token} and {confluence_token} can be used, too. Without
# [configure.gateway], the product gets the URL of the site only."""
_ACTIONS = """\
# One table per action with the command that performs it. The command must print what the product's user would see, and
# end with another exit status than 0 when the product fails. Move an action that the product does not have to
# [unsupported], with a reason."""
_INSTALL = """\
# If `certify install` shall install the product, in one exact version:
# [install]
# """
_SUCCESS = """\
# If the product ends with exit status 0 when it fails, the texts that tell:
# [success]
# """


def first_files(answers: Answers) -> dict[str, str]:
    """The text of each file by its path: the subject file, and the drivers of its template in the folder beside it."""
    template, name = TEMPLATES[answers["template"]], answers["name"]
    drivers = driver_texts(template, _words(answers), _actions_of_other(answers["app"]))
    subject = with_words(_subject_file(answers, template), _words(answers))
    return {f"{name}.toml": subject, **{f"{name}/{driver}": text for driver, text in drivers.items()}}


def _words(answers: Answers) -> dict[str, str]:
    """The words of the templates with their values."""
    return {
        "NAME": answers["name"],
        "MODULE": re.sub(r"\W|^(?=\d)", "_", answers["name"], flags=re.ASCII),
        "URL_VARIABLE": answers["site_variable"],
        "EMAIL_VARIABLE": answers["email_variable"],
        "TOKEN_VARIABLE": answers["token_variable"],
    }


def _subject_file(answers: Answers, template: Template) -> str:
    sections = [
        _HEAD,
        _subject(answers),
        *([f"{_INSTALL}{template.install}\n"] if template.install else []),
        _configure(answers, template),
        *_actions(answers, template),
        *_unsupported(answers["app"]),
        *([f"{_SUCCESS}{template.failure_text}\n"] if template.failure_text else []),
        *([_table("limits", {"start_seconds": template.start_seconds})] if template.start_seconds else []),
    ]
    return "\n".join(sections)


def _subject(answers: Answers) -> str:
    keys = {key: answers[key] for key in ("name", "version", "product", "homepage")}
    return _table("subject", keys | {"app": _usual_app(answers)}, answers.examples - {"app", "name"})


def _usual_app(answers: Answers) -> str:
    return "jira" if answers["app"] == "both" else answers["app"]


def _configure(answers: Answers, template: Template) -> str:
    email, token, site, gateway = (answers[f"{name}_variable"] for name in ("email", "token", "site", "gateway"))
    marked = {answers[name] for name in answers.examples if name.endswith("_variable")}
    common = {email: "{email}", token: "{token}", **template.variables}
    tables = [
        _table("configure.common", common, marked),
        _table("configure.site", {site: "{site_url}"}, marked),
    ]
    if gateway != "none":
        gateway_url = f"{{{_usual_app(answers)}_gateway_url}}"
        tables.append(_table("configure.gateway", {gateway: gateway_url}, marked))
    return "\n".join([_CONFIGURE, *tables])


def _actions(answers: Answers, template: Template) -> Iterator[str]:
    yield _ACTIONS
    usual = template.command or answers["name"]
    command = usual if answers["command"] == "usual" else answers["command"]
    marked = set() if template.drivers else {"command"}
    for action in (action for action in Action if not _is_of_other(action, answers["app"])):
        words = [*command.split(), action, *_arguments(action, answers["app"])]
        yield _table(f"actions.{action}", {"command": words}, marked)


def _arguments(action: Action, app: str) -> Sequence[str]:
    return (_QUERIES.get(app, "{jql}"),) if action is Action.SEARCH else _ARGUMENTS.get(action, ())


def _actions_of_other(app: str) -> list[Action]:
    return [action for action in Action if _is_of_other(action, app)]


def _unsupported(app: str) -> Iterator[str]:
    if others := _actions_of_other(app):
        yield _table("unsupported", dict.fromkeys(others, f"The product is for {_TITLES[app]} only."))


def _is_of_other(action: Action, app: str) -> bool:
    """Whether an action belongs to the app that the product does not use."""
    if action is Action.SHOW_LINK:
        return app == "confluence"  # the link is to an issue
    return app in _OTHER and action.app(app) == _OTHER[app]


def _table(name: str, keys: Mapping[str, str | int | Sequence[str]], marked: Collection[str] = ()) -> str:
    """A table of TOML, with a mark at some of its keys. A JSON text, number or list of texts is valid TOML, too."""
    marks = {key: f"  # {MARK}" if key in marked else "" for key in keys}
    lines = (f"{key} = {json.dumps(value, ensure_ascii=False)}{marks[key]}\n" for key, value in keys.items())
    return "".join([f"[{name}]\n", *lines])
