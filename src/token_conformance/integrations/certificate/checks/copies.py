"""Whether each file that follows from the evidence is what follows from it."""

from collections.abc import Iterator, Mapping

from token_conformance.integrations.certificate import (
    badge,
    junit,
    manifest,
    markdown,
    page,
    statement,
    verdicts,
    wire_log,
)

_SENTENCES = {
    badge.JSON: "The badge badge.json does not show the level and suite that were reached.",
    badge.SVG: "The badge badge.svg does not show the level and suite that were reached.",
    junit.NAME: "junit.xml does not agree with the findings.",
    markdown.NAME: "report.md does not show what was found.",
    page.NAME: "report.html does not show what was found.",
    statement.NAME: "The statement in STATEMENT.md was altered.",
    wire_log.WIRE: "wire.jsonl is not the wire log of the observations.",
    wire_log.FOREIGN: "foreign.jsonl does not list the requests to foreign hosts that are in the wire log.",
}


def problems(files: Mapping[str, bytes], derived: Mapping[str, bytes], evidence: Mapping[str, bytes]) -> Iterator[str]:
    """A sentence for each file that is missing, altered, or none of a certificate."""
    for name, content in derived.items():
        if name not in files:
            yield f"{name} is missing."
        elif files[name] != content and name != verdicts.NAME:
            yield _SENTENCES.get(name, f"{name} does not show what the observations hold.")
    yield from (
        f"{name} holds the same in another way than the suite writes it."
        for name, content in evidence.items()
        if files.get(name) != content
    )
    known = {*derived, *evidence, manifest.NAME}
    yield from (f"{name} is no file of a certificate." for name in files if name not in known)
