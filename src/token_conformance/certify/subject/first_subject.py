"""The first subject file of a product: what its author is asked, and the text that the answers make."""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from token_conformance.certify.subject.subject import Action
from token_conformance.errors import UserError

Ask = Callable[[str], str]
"""Shows a prompt and returns a line of text, as `input` does; raises EOFError where nobody answers."""

_ATTEMPTS = 3


@dataclass(frozen=True)
class Question:
    """One thing to know. `pattern` is what an answer must look like, `shape` says so in words."""

    name: str
    prompt: str
    pattern: str
    shape: str
    default: str | None = None

    @property
    def option(self) -> str:
        """The option of the command line that answers it."""
        return f"--{self.name.replace('_', '-')}"

    def problem(self, answer: str) -> str | None:
        """What is wrong with an answer."""
        fits = re.fullmatch(self.pattern, answer) and answer.isprintable()
        return None if fits else f"{answer!r} is no answer to {self.option}: it must be {self.shape}"


_VARIABLE = r"[A-Za-z_][A-Za-z0-9_]*"
_TEXT = r".*\S.*"

QUESTIONS = (
    Question("name", "Its short name", r"[A-Za-z0-9][A-Za-z0-9._-]*", "of letters, digits, '.', '_' and '-'"),
    Question("version", "Version of the product", _TEXT, "some text"),
    Question("product", "Product, as its users call it", _TEXT, "some text"),
    Question("homepage", "Its home page", r"https://\S+", "an address that starts with https://"),
    Question("app", "Jira, Confluence or both", "jira|confluence|both", "jira, confluence or both", "both"),
    Question("email_variable", "Environment variable for the e-mail address", _VARIABLE, "a variable", "APP_EMAIL"),
    Question("token_variable", "Environment variable for the API token", _VARIABLE, "a variable", "APP_TOKEN"),
    Question("site_variable", "Environment variable for the URL of the site", _VARIABLE, "a variable", "APP_URL"),
    Question(
        "gateway_variable",
        "Environment variable for the URL of the gateway (none: it cannot be told, or finds it by itself)",
        f"none|{_VARIABLE}",
        "a variable or none",
        "none",
    ),
    Question("command", "Command that performs an action", _TEXT, "a command", "{python} {here}/driver.py"),
)


def collect_answers(options: Mapping[str, str | None], ask: Ask | None) -> dict[str, str]:
    """An answer to each question by its name, from the options or from `ask`.

    With nobody to ask, raises UserError that names the options that are missing.
    """
    if ask is None:
        _refuse_missing(options)
    return {question.name: _answer(question, options[question.name], ask) for question in QUESTIONS}


def _refuse_missing(options: Mapping[str, str | None]) -> None:
    needed = (question for question in QUESTIONS if question.default is None)
    missing = [question.option for question in needed if options[question.name] is None]
    if missing:
        raise UserError(f"certify init: nobody is there to be asked, so give {', '.join(missing)} as well")


def _answer(question: Question, given: str | None, ask: Ask | None) -> str:
    if given is None and ask is not None:
        return _asked(question, ask)
    answer = given if given is not None else question.default or ""
    if problem := question.problem(answer):
        raise UserError(f"certify init: {problem}")
    return answer


def _asked(question: Question, ask: Ask) -> str:
    """Ask again where the answer does not fit, but not for ever."""
    hint = f" [{question.default}]" if question.default else ""
    for attempt in range(_ATTEMPTS):
        again = f"It must be {question.shape}. " if attempt else ""
        try:
            answer = ask(f"{again}{question.prompt}{hint}: ").strip() or question.default or ""
        except (EOFError, KeyboardInterrupt):
            break
        if question.problem(answer) is None:
            return answer
    raise UserError(
        f"certify init: no answer to {question.option}, which must be {question.shape}; nothing was written"
    )


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
