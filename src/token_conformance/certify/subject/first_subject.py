"""The first subject file of a product: the questions to its author, and the text of the file from the answers."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from token_conformance.certify.subject.subject import Action, Ask
from token_conformance.errors import UserError

_ATTEMPTS = 3


@dataclass(frozen=True)
class Question:
    """One question. `pattern` is the regular expression of a valid answer, `shape` describes it in words."""

    name: str
    prompt: str
    pattern: str
    shape: str
    default: str | None = None

    @property
    def option(self) -> str:
        """The command-line option that answers it."""
        return f"--{self.name.replace('_', '-')}"

    def problem(self, answer: str) -> str | None:
        """What is wrong with an answer; None if it is valid."""
        is_valid = re.fullmatch(self.pattern, answer) and answer.isprintable()
        return None if is_valid else f"{answer!r} is not valid for {self.option}; give {self.shape}"


_VARIABLE = r"[A-Za-z_][A-Za-z0-9_]*"
_A_VARIABLE = "the name of an environment variable"
_TEXT = r".*\S.*"

QUESTIONS = (
    Question("name", "Short name of the product", r"[A-Za-z0-9][A-Za-z0-9._-]*", "letters, digits, '.', '_' and '-'"),
    Question("version", "Version of the product", _TEXT, "some text"),
    Question("product", "Name of the product, as its users know it", _TEXT, "some text"),
    Question("homepage", "Home page of the product", r"https://\S+", "a URL that starts with https://"),
    Question("app", "Jira, Confluence or both", "jira|confluence|both", "jira, confluence or both", "both"),
    Question("email_variable", "Environment variable for the e-mail address", _VARIABLE, _A_VARIABLE, "APP_EMAIL"),
    Question("token_variable", "Environment variable for the API token", _VARIABLE, _A_VARIABLE, "APP_TOKEN"),
    Question("site_variable", "Environment variable for the URL of the site", _VARIABLE, _A_VARIABLE, "APP_URL"),
    Question(
        "gateway_variable",
        "Environment variable for the URL of the gateway (none: it cannot be set, or the product finds it itself)",
        f"none|{_VARIABLE}",
        f"{_A_VARIABLE}, or none",
        "none",
    ),
    Question("command", "Command that performs an action", _TEXT, "a command", "{python} {here}/driver.py"),
)


def collect_answers(options: Mapping[str, str | None], ask: Ask | None) -> dict[str, str]:
    """The answer to each question by its name, from the options or from `ask`.

    Raises UserError if an answer is not valid or, without `ask`, if an option that is needed is missing.
    """
    if ask is None:
        _refuse_missing(options)
    return {question.name: _answer(question, options[question.name], ask) for question in QUESTIONS}


def _refuse_missing(options: Mapping[str, str | None]) -> None:
    needed = (question for question in QUESTIONS if question.default is None)
    missing = [question.option for question in needed if options[question.name] is None]
    if missing:
        raise UserError(f"certify init: there is no terminal to ask at; give {', '.join(missing)} as well")


def _answer(question: Question, option: str | None, ask: Ask | None) -> str:
    if option is None and ask is not None:
        return _asked(question, ask)
    answer = option if option is not None else question.default or ""
    if problem := question.problem(answer):
        raise UserError(f"certify init: {problem}")
    return answer


def _asked(question: Question, ask: Ask) -> str:
    """Ask a few times, until the answer is valid."""
    hint = f" [{question.default}]" if question.default else ""
    for attempt in range(_ATTEMPTS):
        correction = f"Give {question.shape}. " if attempt else ""
        try:
            answer = ask(f"{correction}{question.prompt}{hint}: ").strip() or question.default or ""
        except (EOFError, KeyboardInterrupt):
            break
        if question.problem(answer) is None:
            return answer
    raise UserError(f"certify init: no valid answer for {question.option}; nothing was written. Give {question.shape}")


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
# A subject file for `token-conformance certify`. Correct it, then check it with `token-conformance certify lint`.
# docs/certify.md explains every key.
"""
_CONFIGURE = "# The variables that a user of the product sets. {jira_token} and {confluence_token} can be used, too."
_ACTIONS = """\
# One table per action with the command that performs it. The command must print what the product's user would see, and
# end with another exit status than 0 when the product fails. Move an action that the product does not have to
# [unsupported], with a reason."""


def first_subject(answers: Mapping[str, str]) -> str:
    """The text of a subject file, from the answers to all questions."""
    sections = [_HEAD, _subject(answers), _configure(answers), *_actions(answers), *_unsupported(answers["app"])]
    return "\n".join(sections)


def _subject(answers: Mapping[str, str]) -> str:
    keys = {key: answers[key] for key in ("name", "version", "product", "homepage")}
    return _table("subject", keys | {"app": _usual_app(answers)})


def _usual_app(answers: Mapping[str, str]) -> str:
    return "jira" if answers["app"] == "both" else answers["app"]


def _configure(answers: Mapping[str, str]) -> str:
    common = {answers["email_variable"]: "{email}", answers["token_variable"]: "{token}"}
    tables = [
        _table("configure.common", common),
        _table("configure.site", {answers["site_variable"]: "{site_url}"}),
    ]
    if answers["gateway_variable"] != "none":
        gateway_url = f"{{{_usual_app(answers)}_gateway_url}}"
        tables.append(_table("configure.gateway", {answers["gateway_variable"]: gateway_url}))
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
    """Whether an action belongs to the app that the product does not use."""
    if action is Action.SHOW_LINK:
        return app == "confluence"  # the link is to an issue
    return app in _OTHER and action.app(app) == _OTHER[app]


def _table(name: str, keys: Mapping[str, str | Sequence[str]]) -> str:
    """A table of TOML. A JSON text or list of texts is valid TOML, too."""
    return "".join(
        [f"[{name}]\n", *(f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in keys.items())]
    )
