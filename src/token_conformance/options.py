"""The command line of the suites: what a user may choose, and what does not go together."""

from pathlib import Path

import pytest

import token_conformance
from token_conformance.certify.subject.file import paths_of
from token_conformance.errors import ResultsError, UserError
from token_conformance.politeness import options as politeness
from token_conformance.politeness.sharing import handed_over
from token_conformance.project import JOURNAL, RESULTS
from token_conformance.results import Header, ResultsWriter
from token_conformance.settings import Settings
from token_conformance.sharding import Shard
from token_conformance.suite import recording_options as recording
from token_conformance.target import TARGETS

WORLDS = ("known", "requested")
"""The edge's worlds by name; spelt out here, for the edge is loaded only where it is used."""


def add(parser: pytest.Parser) -> None:
    """Add the options to pytest's own."""
    group = parser.getgroup("token-conformance", "which Atlassian API token works at which URL")
    group.addoption(
        "--target",
        choices=TARGETS,
        help="What to talk to: the cassettes (default, network blocked), the edge, a local model of Atlassian's edge "
        "(default when --record-mode records), or live, the tenant of your settings (see docs/live.md).",
    )
    group.addoption(
        "--edge",
        choices=WORLDS,
        help="The world of the edge: what is known of Atlassian today (default), or CLOUD-12617 as requested.",
    )
    group.addoption(
        "--allow-writes",
        action="store_true",
        help=f"Run what writes to a live tenant too: what it makes is told in {JOURNAL} before, and deleted at the "
        "end; `token-conformance cleanup` does that after a run that was killed.",
    )
    group.addoption(
        "--trust-tokens",
        action="store_true",
        help="Do not refuse a scoped token because it works at the site, as it will once CLOUD-12617 is implemented.",
    )
    politeness.add(group)
    recording.add(group)
    group.addoption(
        "--subject",
        action="append",
        default=[],
        metavar="NAME",
        help="Certify an integration with suites/integrations: one of its subjects, or the path of a .toml file; may be"
        " given several times. It talks to the edge, whatever the target of the other suites is.",
    )
    group.addoption(
        "--jail",
        action="store_true",
        help="Run the subjects where nothing but the edge can be reached (Linux only), for those that ignore a proxy.",
    )
    group.addoption(
        "--shard",
        metavar="I/N",
        help="Run part I of N: whole endpoints; put the results together with `token-conformance merge`.",
    )
    group.addoption(
        "--results",
        metavar="FILE",
        help=f"Where to write a line of JSON a cell (default: {RESULTS} in the project's root).",
    )


def settings(config: pytest.Config) -> Settings:
    """The user's choices; raises pytest.UsageError for those that contradict each other."""
    record_mode = recording.record_mode(config, config.getoption("--target"))
    records = record_mode != "none"
    target = config.getoption("--target") or ("edge" if records or config.getoption("--edge") else "cassettes")
    use_cassettes = target == "cassettes" or records
    if target == "cassettes":
        _require_replayable(config, record_mode)
    if target == "live":
        _require_no_edge(config)
    elif config.getoption("--trust-tokens"):
        raise pytest.UsageError(f"--trust-tokens is for your own tokens, not for --target {target}; drop it")
    if records and config.getoption("--edge") == "requested":
        raise pytest.UsageError("--edge requested is a wish, not what is known: cassettes are not recorded from it")
    return Settings(
        root=config.rootpath,
        cassettes=recording.folder(config, target, records=records),
        target=target,
        world=config.getoption("--edge") or "known",
        record_mode=record_mode,
        allow_writes=config.getoption("--allow-writes"),
        limits=politeness.limits(config, target),
        shared_folder=handed_over(config),
        use_deviations=not config.getoption("--runxfail"),
        use_cassettes=use_cassettes and not config.getoption("--disable-recording"),
    )


def subjects(config: pytest.Config) -> list[Path]:
    """The files of the subjects to certify; raises pytest.UsageError for a name that is none."""
    try:
        return paths_of(config.getoption("--subject"))
    except UserError as error:
        raise pytest.UsageError(f"--subject: {error}") from None


def shard(config: pytest.Config) -> Shard | None:
    """The part of the endpoints that was asked for; raises pytest.UsageError where there is no such part."""
    text = config.getoption("--shard")
    try:
        return Shard.parse(text) if text else None
    except ValueError as error:
        raise pytest.UsageError(f"--shard: {error}") from None


def _require_replayable(config: pytest.Config, record_mode: str) -> None:
    if record_mode != "none":
        raise pytest.UsageError(f"--record-mode={record_mode} has nothing to record from; add --target edge")
    if config.getoption("--allow-writes"):
        raise pytest.UsageError("--allow-writes is for a live tenant, but --target cassettes sends nothing; drop one")
    if config.getoption("--edge"):
        raise pytest.UsageError(
            "--edge chooses the edge's world, but --target cassettes does not use the edge; drop one"
        )
    if config.getoption("--disable-recording"):
        raise pytest.UsageError("--disable-recording leaves nothing to replay; add --target edge")


def _require_no_edge(config: pytest.Config) -> None:
    if config.getoption("--edge"):
        raise pytest.UsageError("--edge chooses the edge's world, but --target live does not use the edge; drop one")


def writer(config: pytest.Config, chosen: Settings) -> ResultsWriter:
    """Where the results of the run go; raises pytest.UsageError where they cannot."""
    world = chosen.world if chosen.target == "edge" else None
    part = shard(config)
    header = Header(
        suite=token_conformance.__version__, target=chosen.target, world=world, shard=str(part) if part else None
    )
    try:
        return ResultsWriter(config.rootpath / (config.getoption("--results") or RESULTS), header)
    except ResultsError as error:
        raise pytest.UsageError(f"--results: {error}") from None
