"""`token-conformance observe`: asks a site the open questions, and writes an evidence file that can be given away."""

import datetime as dt
import os
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Mapping
from pathlib import Path

from token_conformance.commands._parser import argument
from token_conformance.errors import UserError
from token_conformance.live import network
from token_conformance.live.environment import environment
from token_conformance.live.observing.login import Given
from token_conformance.live.observing.observation import Observation
from token_conformance.live.observing.questions import Question, Sent, Token
from token_conformance.live.observing.settings import given, kind_of, tokens_in
from token_conformance.live.observing.text import Has, failing, next_step, plan, said
from token_conformance.model.text_file import is_writable_folder, reason_of, replace_text
from token_conformance.redaction.output import agreed, complain, current_redactor, publish, say
from token_conformance.report.wrapping import terminal_width, wrap_document

WRITTEN, FOUND, INCOMPLETE = 0, 1, 3
"""The exit statuses."""


def add_arguments(parser: ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.description = (
        "Ask a site the questions on Atlassian that are open, by GET alone, and write one evidence file that can be"
        " given away: it has no name, id, address or token. The plan is shown first, then the whole file, and it is"
        " kept only after a yes. E-mail and tokens are those of the environment or of .env; otherwise one is asked for."
        " Exit status: 0 written, or the plan is shown, 1 a finding stopped it, 2 usage, 3 not kept, or some questions"
        " were not asked."
    )
    parser.add_argument("--site", metavar="NAME", help="the site: the part of its address before .atlassian.net")
    parser.add_argument(
        "--kind",
        type=argument(kind_of),
        metavar="KIND",
        help=f"the kind of the one token that is asked for, or that --token-stdin reads: {', '.join(Token)}",
    )
    parser.add_argument("--token-stdin", action="store_true", help="read the token of --kind from standard input")
    parser.add_argument("--plan", action="store_true", help="show the questions, and send nothing")
    parser.add_argument(
        "--output", type=Path, metavar="FILE", help="the file to write (default: observation-DATE.toml)"
    )
    parser.add_argument(
        "--yes", action="store_true", help="say yes to more than one failing login a host, and to keeping the file"
    )


def run(arguments: Namespace) -> int:
    """Show the plan, ask the questions, show the file and keep it after a yes; returns the exit status."""
    variables = environment(Path.cwd())
    if arguments.plan:
        _show(plan(_planned(arguments.kind, tokens_in(variables))))
        return WRITTEN
    today = dt.datetime.now(dt.UTC).date()
    path = arguments.output or Path(f"observation-{today}.toml")
    _require_new(path)
    person = given(variables, arguments.site, arguments.kind, from_stdin=arguments.token_stdin)
    _show(plan(person.has))
    may_fail_more = max(failing(person.has).values(), default=0) > 1 and agreed(
        "More than one failing login at a host can lock an account. Ask them all? Without a yes, one a host is asked.",
        is_agreed=arguments.yes,
    )
    observation, text, problems = _observed(person, variables, today, may_fail_more=may_fail_more)
    return _refuse(problems) if problems else _keep(path, text, observation, is_agreed=arguments.yes)


def _show(text: str) -> None:
    """Print sentences, which fit the terminal; the evidence file is printed as it is."""
    publish(wrap_document(text, terminal_width()))


def _planned(kind: Token | None, tokens: Iterable[Token]) -> Has:
    """Which credentials a plan is for: that of `--kind`, those of the variables, or all."""
    chosen = {kind} if kind else set(tokens) or set(Token)

    def has(sent: Sent) -> bool:
        return sent.token is None or sent.token in chosen

    return has


def _require_new(path: Path) -> None:
    """Raise UserError before anything is sent if the file could not be kept."""
    if os.path.lexists(path):
        raise UserError(f"{path}: is there already, and is not replaced; name another file with --output")
    if not path.parent.is_dir():
        raise UserError(f"{path}: {path.parent} is not a folder; name another file with --output")
    if not is_writable_folder(path.parent):
        raise UserError(f"{path}: cannot be written; make its folder writable, or name another file with --output")


def _observed(
    person: Given, variables: Mapping[str, str], today: dt.date, *, may_fail_more: bool
) -> tuple[Observation, str, list[str]]:
    """The observation, the text of its file, and what must not be given away in it."""
    from token_conformance.exchange.one_get import OneGet  # noqa: PLC0415  # --help and --plan send nothing
    from token_conformance.live.observing.clean import problems  # noqa: PLC0415  # for the same reason
    from token_conformance.live.observing.evidence_file import written  # noqa: PLC0415  # for the same reason
    from token_conformance.live.observing.run import Run  # noqa: PLC0415  # for the same reason

    proxy = network.proxy(variables)
    current_redactor().protect_url(proxy or "", "proxy password")
    with OneGet(proxy, network.ca_file(variables)) as get:
        run = Run(person, get, may_fail_more, _say_asked)
        observation = run.observe(today)
    text = written(observation)
    return observation, text, problems(text, run.own_names())


def _say_asked(question: Question) -> None:
    complain(f"asking {question.id}")


def _refuse(problems: Iterable[str]) -> int:
    for line in problems:
        complain(f"token-conformance observe: {line}")
    complain("token-conformance observe: nothing was kept; please report this fault as SECURITY.md says")
    return FOUND


def _keep(path: Path, text: str, observation: Observation, *, is_agreed: bool) -> int:
    """Show the file, then what it says, and write it after a yes."""
    publish(f"\nThe evidence file:\n\n{text}")
    _show(f"\n{said(observation)}")
    if not agreed(f"Keep this as {path}?", is_agreed=is_agreed):
        say("Nothing was kept: nobody said yes (--yes says it where nobody can be asked).")
        return INCOMPLETE
    _require_new(path)
    try:
        replace_text(path, text)
    except OSError as error:
        raise UserError(f"{path}: cannot be written ({reason_of(error)}); name another file with --output") from error
    for line in next_step(path, observation):
        say(line)
    return WRITTEN if observation.is_whole else INCOMPLETE
