"""What `certify init` must know of a product: asked on the command line or, where an option is missing, of its user."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from token_conformance.error import UserError

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
