"""Checks of the run's record: it must be of this suite and these rules, with an access that can be certified."""

from collections.abc import Iterator

from token_conformance._version import __version__
from token_conformance.certify.certificate.run_record import FORMAT, RunRecord, rules_digest
from token_conformance.certify.observation.access import AccessKind


def problems(record: RunRecord) -> Iterator[str]:
    """One sentence for each reason why it cannot be derived again here, or cannot be certified."""
    if record.format != FORMAT:
        yield f"It has format {record.format}, but this version reads format {FORMAT}: run and pack it again."
    if record.suite != __version__:
        yield (
            f"It was made with suite {record.suite}, but this is suite {__version__}: verify it with"
            f" suite {record.suite}, or run and pack it again."
        )
    elif record.rules != rules_digest():
        yield "It was made with other rules of the edge than this suite has: run and pack it again."
    if record.door not in set(AccessKind):
        yield f"The door {record.door!r} in run.json is unknown: run and pack it again."
    elif not AccessKind(record.door).is_certifiable:
        yield "It was observed at a base URL, which cannot be certified: run it without --base-url, and pack it again."
