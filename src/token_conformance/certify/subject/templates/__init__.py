"""Templates of a first subject: the driver that performs its actions, and the command that starts the driver.

The files end in `.in`. In them, words such as `@NAME@` are replaced, and a line that performs an action of the app that
the product does not use is left out.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from importlib.resources import files

MARK = "REPLACE"
"""Marks a line that the author must replace."""


@dataclass(frozen=True)
class Template:
    """One kind of product. `command` starts its driver, in front of the action; without a driver it is the product.

    `drivers` are the files that are written to the folder of the subject. `variables` are settings that the driver
    needs. `install` is an example of `[install]`, `build` the command that the author runs before the first run.
    """

    summary: str
    command: str = ""
    drivers: tuple[str, ...] = ()
    variables: Mapping[str, str] = field(default_factory=dict)
    install: str = ""
    build: str = ""
    start_seconds: int = 0
    failure_text: str = ""


TEMPLATES: Mapping[str, Template] = {
    "cli": Template("a command-line tool"),
    "python": Template(
        "a Python library", "{python} {here}/driver.py", ("driver.py",), install='pypi = ["@NAME@==1.0.0"]'
    ),
    "javascript": Template(
        "a JavaScript library",
        "{node} {here}/driver.cjs",
        ("driver.cjs",),
        variables={"NODE_PATH": "{installed}/node_modules"},
        install='npm = ["@NAME@@1.0.0"]',
    ),
    "java": Template("a Java program or library", "java {here}/Driver.java", ("Driver.java",), start_seconds=5),
    "go": Template(
        "a Go program or library",
        "{here}/driver",
        ("driver.go",),
        build="go build -o {folder}/driver {folder}/driver.go",
    ),
    "mcp": Template(
        "an MCP server over standard input and output",
        "{python} {here}/call_tool.py",
        ("call_tool.py", "tools.toml"),
        install='pypi = ["@NAME@==1.0.0"]',
        start_seconds=5,
        failure_text="failure_text = ['\"error\": ']",
    ),
}
"""Every template by its name."""

_ACTION = re.compile(r'^\s*(?:case )?"?([a-z]+(?:-[a-z]+)*)"?(?::| =| ->)')


def driver_texts(template: Template, words: Mapping[str, str], lacking: Collection[str]) -> dict[str, str]:
    """The text of each driver by its name, with the words replaced, and without the lines of the `lacking` actions."""
    return {name: _text(f"{name}.in", words, lacking) for name in template.drivers}


def with_words(text: str, words: Mapping[str, str]) -> str:
    """The text with each `@WORD@` replaced."""
    for word, value in words.items():
        text = text.replace(f"@{word}@", value)
    return text


def _text(name: str, words: Mapping[str, str], lacking: Collection[str]) -> str:
    lines = with_words(files(__package__).joinpath(name).read_text(encoding="utf-8"), words).splitlines(keepends=True)
    return "".join(line for line in lines if not ((action := _ACTION.match(line)) and action[1] in lacking))
