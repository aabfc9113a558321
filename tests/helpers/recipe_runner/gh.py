"""A stand-in for `gh`, the command line of GitHub: it keeps issues and comments in a file in the home of the machine.

It takes exactly the options that the recipes use, and refuses a token among its words, where other processes read it.
"""

import argparse
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

State = dict[str, Any]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="gh", allow_abbrev=False)
    kinds = parser.add_subparsers(required=True)
    issue = kinds.add_parser("issue").add_subparsers(required=True)
    _command(issue, "list", _list, "--label", "--state", "--limit", "--json", "--jq")
    _command(issue, "create", _create, "--title", "--label", "--body-file")
    _command(issue, "edit", _edit, "--body-file").add_argument("number", type=int)
    _command(issue, "close", _close, "--comment").add_argument("number", type=int)
    label = _command(kinds.add_parser("label").add_subparsers(required=True), "create", _label, "--description")
    label.add_argument("name")
    label.add_argument("--force", action="store_true", required=True)
    comment = _command(kinds.add_parser("pr").add_subparsers(required=True), "comment", _comment, "--body-file")
    comment.add_argument("pull_request")
    for option in ("--edit-last", "--create-if-none"):
        comment.add_argument(option, action="store_true", required=True)
    return parser


def _command(group: Any, name: str, does: Callable[..., None], *options: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = group.add_parser(name)
    parser.set_defaults(does=does)
    for option in options:
        parser.add_argument(option, required=True)
    return parser


def _list(state: State, words: argparse.Namespace) -> None:
    found = [each for each in state["issues"] if each["state"] == words.state and each["label"] == words.label]
    for each in found[: int(words.limit)]:
        sys.stdout.write(f"{each['number']}\n")


def _create(state: State, words: argparse.Namespace) -> None:
    if words.label not in state["labels"]:
        sys.exit(f"could not add label: {words.label!r} not found")
    number = len(state["issues"]) + 1
    issue = {"number": number, "title": words.title, "label": words.label, "state": "open", "comments": []}
    state["issues"].append(issue | {"body": _body(words)})


def _edit(state: State, words: argparse.Namespace) -> None:
    state["issues"][words.number - 1]["body"] = _body(words)


def _close(state: State, words: argparse.Namespace) -> None:
    issue = state["issues"][words.number - 1]
    issue["state"] = "closed"
    issue["comments"].append(words.comment)


def _label(state: State, words: argparse.Namespace) -> None:
    state["labels"].append(words.name)


def _comment(state: State, words: argparse.Namespace) -> None:
    state["comments"][words.pull_request] = _body(words)


def _body(words: argparse.Namespace) -> str:
    text = Path(words.body_file).read_text(encoding="utf-8")
    if len(text) > 65_536:
        sys.exit("Body is too long (maximum is 65536 characters)")
    return text


def main() -> None:
    """Do what the words say, with the token of the environment."""
    token = os.environ["GH_TOKEN"]
    if any(token in word for word in sys.argv):
        sys.exit("a token is in the command line")
    words = _parser().parse_args()
    file = Path.home() / "github.json"
    state = json.loads(file.read_text()) if file.exists() else {"issues": [], "labels": [], "comments": {}}
    words.does(state, words)
    file.write_text(json.dumps(state))


if __name__ == "__main__":
    main()
