"""Whether a certificate was made by this suite, against these rules, and in a way that proves something."""

from collections.abc import Iterator

from token_conformance._version import __version__
from token_conformance.certify.certificate.run_record import FORMAT, RunRecord, rules_digest
from token_conformance.certify.observation.access import AccessKind


def problems(record: RunRecord) -> Iterator[str]:
    """What keeps it from being derived again here, or from being a certificate at all."""
    if record.format != FORMAT:
        yield f"It has the format {record.format}, and this version reads format {FORMAT}."
    if record.suite != __version__:
        yield (
            f"It was made with suite {record.suite}, and this is suite {__version__}: verify it with"
            " that one, or run and pack it again."
        )
    elif record.rules != rules_digest():
        yield "The rules of the edge are others than those of this suite: run and pack it again."
    if record.door not in set(AccessKind):
        yield f"The door {record.door!r} is unknown."
    elif not AccessKind(record.door).is_certifiable:
        yield "It was observed at a base URL, which is for trying out and never certifiable."
