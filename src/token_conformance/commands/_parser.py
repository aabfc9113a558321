"""Parsers of the command line, which import the module of a command only when the command was typed."""

import re
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from keyword import iskeyword
from typing import Any, NoReturn, TypeVar

from token_conformance.errors import UserError, one_of
from token_conformance.redaction.output import complain

T = TypeVar("T")

USAGE_ERROR = 2
"""The exit status after every error that the user can correct."""

_UNKNOWN = re.compile(r"(?<=^unrecognized arguments: ).*", re.DOTALL)
_VALUE = re.compile(r"(?<=: )ignored explicit argument .*", re.DOTALL)
_OPTION = re.compile(r"(?:(?<=\s)|^)(?:--[\w-]+|-\w)")


class Parser(ArgumentParser):
    """A parser that reports an error of the command line in one line."""

    def error(self, message: str) -> NoReturn:
        """Print the line to standard error without credentials that it quotes, and exit with status 2."""
        from token_conformance.redaction.masking import masked  # noqa: PLC0415  # only an error needs it

        shown = masked(_VALUE.sub("takes no value", _UNKNOWN.sub(_names, message)))
        complain(f"{self.prog}: {shown}; see {self.prog} --help")
        self.exit(USAGE_ERROR)


def _names(found: re.Match[str]) -> str:
    """The names of unknown options without their values, which can be those of a pasted line that is not in quotes."""
    names = " ".join(_OPTION.findall(found[0]))
    has_values = names and names != found[0]
    return f"{names} (put a line that you paste into quotes)" if has_values else found[0]


class _CommandParser(Parser):
    """The parser of one command. `module` names the module that adds the arguments and runs the command."""

    def __init__(self, *, module: str, **options: Any) -> None:
        super().__init__(**options)
        self._module = module

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Load the command before its arguments are parsed: argparse calls this for the command that was typed."""
        if self.get_default("module") is None:
            module = import_module(self._module)
            module.add_arguments(self)
            self.set_defaults(module=module)
            if self._takes_a_list and "--" not in args:
                return self.parse_known_intermixed_args(args, namespace)  # which calls this method again
        return super().parse_known_args(args, namespace)

    @property
    def _takes_a_list(self) -> bool:
        """Whether it takes a list of names or files, between which options may stand: argparse ends a list at one."""
        return any(not one.option_strings and one.nargs in {"*", "+"} for one in self._actions)


def add_commands(parser: ArgumentParser, package: str, commands: Mapping[str, str], *, title: str, word: str) -> None:
    """Add commands to a parser: each is a module of `package`; `commands` has one line of help for each name."""
    subparsers = parser.add_subparsers(title=title, required=True, metavar=word, parser_class=_CommandParser)
    for name, summary in commands.items():
        subparsers.add_parser(name, help=summary, module=f"{package}.{module_name(name)}")


def module_name(command: str) -> str:
    """The name of the module of a command: `can_i_use` for `can-i-use`, and `import_` for a keyword of Python."""
    name = command.replace("-", "_")
    return f"{name}_" if iskeyword(name) else name


def argument(read: Callable[[str], T]) -> Callable[[str], T]:
    """Make a `type` for argparse that reports a UserError together with the name of the option."""

    def read_argument(text: str) -> T:
        try:
            return read(text)
        except UserError as error:
            raise ArgumentTypeError(str(error)) from error

    return read_argument


def add_format(parser: ArgumentParser, formats: Iterable[str], what: str = "") -> None:
    """Add the option `--format`; `formats` has its words, the default first, and `what` is what it is the format of."""
    words = {word: word for word in formats}
    parser.add_argument(
        "--format",
        type=argument(one_of("format", words)),
        default=next(iter(words)),
        metavar="|".join(words),
        help=f"{what} (default: %(default)s)" if what else "default: %(default)s",
    )
