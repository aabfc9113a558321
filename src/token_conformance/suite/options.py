"""The command-line options of a run, and the settings that result from a valid combination of them."""

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import pytest

from token_conformance._version import __version__
from token_conformance.certify.subject.file import paths_of
from token_conformance.errors import ResultsError, UserError
from token_conformance.exchange.limits import HIGHEST_CONCURRENCY, HIGHEST_RATE, Limits
from token_conformance.exchange.write_guard import is_write
from token_conformance.live.edge_target import WORLDS
from token_conformance.model.account import Scheme
from token_conformance.model.cell import COLUMNS, SERVICE_ACCOUNT, Cell, Credential, Endpoint, UrlForm
from token_conformance.model.target import TARGETS
from token_conformance.project import CASSETTES, JOURNAL, RESULTS
from token_conformance.recording.library import Library
from token_conformance.results.file import Header
from token_conformance.results.writer import ResultsWriter
from token_conformance.suite import recording_options as recording
from token_conformance.suite.optional import sample_options, service_account, site_gateway
from token_conformance.suite.optional import shard as shards
from token_conformance.suite.optional.number import whole_number
from token_conformance.suite.output import usage_error
from token_conformance.suite.shipped import own_folder
from token_conformance.suite.workers import passed


@dataclass(frozen=True)
class Settings:
    """The user's choices: the target, its limits, where the cassettes are, and whether the run records."""

    root: Path
    cassettes: Path = CASSETTES
    target: str = "cassettes"
    world: str = "known"
    record_mode: str = "none"
    allow_writes: bool = False
    limits: Limits = field(default_factory=Limits)
    shared_folder: Path | None = None
    use_deviations: bool = True
    use_cassettes: bool = True
    service_account: Scheme | None = None
    site_gateway: bool = False

    @property
    def is_live(self) -> bool:
        """Whether the target is a real tenant, which still exists when the run is over."""
        return self.target == "live"

    @property
    def has_tokens(self) -> bool:
        """Whether the run has tokens, which reports and logs must not show; a replay has none."""
        return self.target != "cassettes"

    def sends(self, endpoint: Endpoint) -> bool:
        """Whether an endpoint may be called: a live tenant is changed only if the user allows it."""
        return not self.is_live or self.allow_writes or not is_write(endpoint)

    @property
    def columns(self) -> tuple[tuple[Credential, UrlForm], ...]:
        """The columns of the run: those of a service account only if it has one."""
        return COLUMNS + SERVICE_ACCOUNT if self.service_account else COLUMNS

    @cached_property
    def library(self) -> Library:
        """The folder of cassettes that cells are replayed from and recorded to."""
        return Library(self.root, self.cassettes)

    @property
    def is_recording(self) -> bool:
        """Whether the run writes cassettes: of all its cells, or of those that it does not replay."""
        return self.record_mode != "none" and self.use_cassettes

    def replays(self, cell: Cell) -> bool:
        """Whether a cassette answers a cell; the modes mean the same as in pytest-recording."""
        if not self.use_cassettes or self.record_mode in {"all", "rewrite"}:
            return False
        return self.record_mode == "none" or self.library.has(cell)


_DEFAULT = Limits()
_HIGHEST = {"rate": HIGHEST_RATE, "concurrency": HIGHEST_CONCURRENCY}


def add(parser: pytest.Parser) -> None:
    """Add the project's group of options to pytest."""
    group = parser.getgroup("token-conformance", "which Atlassian API token works at which URL")
    group.addoption(
        "--target",
        choices=TARGETS,
        help="Where requests are answered: cassettes (default, network blocked), edge, a local model of Atlassian's "
        "edge (default when --record-mode records), or live, the tenant of your settings (see docs/live.md).",
    )
    group.addoption(
        "--edge",
        choices=WORLDS,
        help="What the edge models: what is known of Atlassian today (default), or CLOUD-12617 as requested.",
    )
    group.addoption(
        "--allow-writes",
        action="store_true",
        help=f"Also run the cells that write to a live tenant. Each thing is listed in {JOURNAL} before it is "
        "created, and deleted at the end; after a run that was killed, `token-conformance cleanup` deletes it.",
    )
    group.addoption(
        "--trust-tokens",
        action="store_true",
        help="Do not refuse a scoped token because it works at the site, as it will once CLOUD-12617 is implemented.",
    )
    _add_limits(group)
    recording.add(group)
    service_account.add(group)
    sample_options.add(group)
    site_gateway.add(group)
    group.addoption(
        "--subject",
        action="append",
        default=[],
        metavar="NAME",
        help="Certify an integration with suites/integrations: one of its subjects, or the path of a .toml file; can be"
        " repeated. A subject always uses the edge, also if --target names another target.",
    )
    group.addoption(
        "--jail",
        action="store_true",
        help="Run the subjects in a network that has only the edge (Linux only), for subjects that ignore a proxy.",
    )
    shards.add(group)
    group.addoption(
        "--results",
        metavar="FILE",
        help=f"The file for the results, one line of JSON per cell (default: {RESULTS} in the project's root).",
    )


def _add_limits(group: pytest.OptionGroup) -> None:
    """Add the limits of a live run to the project's group of options."""
    group.addoption(
        "--rate",
        metavar="N",
        help="The maximum number of requests per second to a live tenant, over all workers "
        f"(default: {_DEFAULT.rate}).",
    )
    group.addoption(
        "--concurrency",
        metavar="N",
        help="The maximum number of simultaneous requests to a live tenant, over all workers "
        f"(default: {_DEFAULT.concurrency}).",
    )


def settings(config: pytest.Config) -> Settings:
    """The user's choices; raises pytest.UsageError for options that contradict each other."""
    recording.require_plugins(config)
    record_mode = recording.record_mode(config, config.getoption("--target"))
    records = record_mode != "none"
    target = config.getoption("--target") or ("edge" if records or config.getoption("--edge") else "cassettes")
    recording.require_network(config, target)
    use_cassettes = target == "cassettes" or records
    if target == "cassettes":
        _require_replayable(config, record_mode)
    if target == "live":
        _require_no_edge(config)
    elif config.getoption("--trust-tokens"):
        raise usage_error(f"--trust-tokens is for your own tokens, not for --target {target}; drop it")
    if records and config.getoption("--edge") == "requested":
        raise usage_error("--edge requested models a request, not what is known of Atlassian; record without it")
    return Settings(
        root=own_folder(config),
        cassettes=recording.folder(config, target, records=records),
        target=target,
        world=config.getoption("--edge") or "known",
        record_mode=record_mode,
        allow_writes=config.getoption("--allow-writes"),
        limits=_limits(config, target),
        shared_folder=Path(shared) if (shared := passed(config, "shared_folder")) else None,
        use_deviations=not config.getoption("--runxfail"),
        use_cassettes=use_cassettes and not config.getoption("--disable-recording"),
        service_account=service_account.scheme(config, target),
        site_gateway=site_gateway.is_asked(config, target),
    )


def subjects(config: pytest.Config) -> list[Path]:
    """The files of the subjects to certify; raises pytest.UsageError for an unknown name."""
    try:
        return paths_of(config.getoption("--subject"))
    except UserError as error:
        raise usage_error(f"--subject: {error}") from None


def _limits(config: pytest.Config, target: str) -> Limits:
    """The limits of a run; raises pytest.UsageError if they are set for a target that has none."""
    limits = {
        name: whole_number(f"argument --{name}", text, 1, highest)
        for name, highest in _HIGHEST.items()
        if (text := config.getoption(f"--{name}"))
    }
    if limits and target != "live":
        raise usage_error(f"--{next(iter(limits))} is for a live tenant, not for --target {target}; drop it")
    return Limits(**limits)


def _require_replayable(config: pytest.Config, record_mode: str) -> None:
    if record_mode != "none":
        raise usage_error(f"--record-mode={record_mode} needs a target that answers; add --target edge")
    if config.getoption("--allow-writes"):
        raise usage_error("--allow-writes is for a live tenant, but --target cassettes sends nothing; drop one")
    if config.getoption("--edge"):
        raise usage_error("--edge chooses the edge's world, but --target cassettes does not use the edge; drop one")
    if config.getoption("--disable-recording"):
        raise usage_error("--disable-recording leaves nothing to replay; add --target edge")


def _require_no_edge(config: pytest.Config) -> None:
    if config.getoption("--edge"):
        raise usage_error("--edge chooses the edge's world, but --target live does not use the edge; drop one")


def writer(config: pytest.Config, chosen: Settings, site_label: str | None) -> ResultsWriter:
    """The writer of the results file; raises pytest.UsageError if the file cannot be written.

    A shard has the commit that it is run from, so that shards of other commits are not merged with it.
    """
    world = chosen.world if chosen.target == "edge" else None
    part = shards.chosen(config)
    header = Header(
        suite=__version__,
        target=chosen.target,
        world=world,
        shard=str(part) if part else None,
        service_account=chosen.service_account,
        commit=shards.commit() if part else None,
        site_label=site_label,
        sample=sample_options.words(config, reads_only=chosen.is_live),
    )
    try:
        return ResultsWriter(own_folder(config) / (config.getoption("--results") or RESULTS), header)
    except ResultsError as error:
        raise usage_error(f"--results: {error}") from None
