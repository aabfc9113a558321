"""The questions to the author of a first subject file, and the answers from options or from a terminal."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from token_conformance.certify.subject.subject import Ask
from token_conformance.certify.subject.templates import TEMPLATES
from token_conformance.errors import UserError

_ATTEMPTS = 3


@dataclass(frozen=True)
class Question:
    """One question. `pattern` is the regular expression of a valid answer, `shape` describes it in words.

    `example` is the answer in a file that is written from a template without questions.
    """

    name: str
    prompt: str
    pattern: str
    shape: str
    default: str | None = None
    example: str | None = None

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
_KINDS = "; ".join(f"{name}, {template.summary}" for name, template in TEMPLATES.items())

QUESTIONS = (
    Question("template", f"What it is: {_KINDS}", "|".join(TEMPLATES), f"one of {', '.join(TEMPLATES)}", "cli"),
    Question(
        "name",
        "Short name of the product",
        r"[A-Za-z0-9][A-Za-z0-9._-]*",
        "letters, digits, '.', '_' and '-'",
        example="mine",
    ),
    Question("version", "Version of the product", _TEXT, "some text", example="1.0.0"),
    Question("product", "Name of the product, as its users know it", _TEXT, "some text", example="The product"),
    Question(
        "homepage",
        "Home page of the product",
        r"https://\S+",
        "a URL that starts with https://",
        example="https://example.com/",
    ),
    Question("app", "Jira, Confluence or both", "jira|confluence|both", "jira, confluence or both", "both", "jira"),
    Question("email_variable", "Environment variable for the e-mail address", _VARIABLE, _A_VARIABLE, "APP_EMAIL"),
    Question("token_variable", "Environment variable for the API token", _VARIABLE, _A_VARIABLE, "APP_TOKEN"),
    Question("site_variable", "Environment variable for the URL of the site", _VARIABLE, _A_VARIABLE, "APP_URL"),
    Question(
        "gateway_variable",
        "Environment variable for the URL of the gateway (none: it cannot be set, or the product finds it itself)",
        f"none|{_VARIABLE}",
        f"{_A_VARIABLE}, or none",
        "none",
        "APP_URL",
    ),
    Question("command", "Command that performs an action (usual: that of the template)", _TEXT, "a command", "usual"),
)


@dataclass(frozen=True)
class Answers:
    """The answer to each question by its name; `examples` are the questions that nobody has answered yet."""

    texts: Mapping[str, str]
    examples: frozenset[str] = frozenset()

    def __getitem__(self, name: str) -> str:
        return self.texts[name]


def collect_answers(options: Mapping[str, str | None], ask: Ask | None) -> Answers:
    """The answers from the options and, for the others, from `ask`; with `--template`, from examples.

    Raises UserError if an answer is not valid or, without `ask`, if an option that is needed is missing.
    """
    if options["template"] is not None:
        return _with_examples(options)
    if ask is None:
        _refuse_missing(options)
    return Answers({question.name: _answer(question, options[question.name], ask) for question in QUESTIONS})


def _with_examples(options: Mapping[str, str | None]) -> Answers:
    examples = {
        question.name: question.example or question.default for question in QUESTIONS if options[question.name] is None
    }
    given = {question.name: examples.get(question.name, options[question.name]) for question in QUESTIONS}
    texts = {question.name: _answer(question, given[question.name], None) for question in QUESTIONS}
    return Answers(texts, frozenset(examples))


def _refuse_missing(options: Mapping[str, str | None]) -> None:
    needed = (question for question in QUESTIONS if question.default is None)
    missing = [question.option for question in needed if options[question.name] is None]
    if missing:
        raise UserError(
            f"certify init: there is no terminal to ask at; give {', '.join(missing)} as well, or --template NAME"
        )


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
