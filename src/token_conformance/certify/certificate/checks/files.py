"""Checks of the files of a certificate: each must agree with the manifest and follow from the evidence."""

from collections.abc import Iterator, Mapping

from token_conformance.certify.certificate import logs, report, verdicts
from token_conformance.certify.certificate.derived import MANIFEST, manifest

_SENTENCES = {
    report.JSON: "The badge badge.json does not show the level and suite that were reached.",
    report.SVG: "The badge badge.svg does not show the level and suite that were reached.",
    report.NAME: "junit.xml does not agree with the findings.",
    report.MARKDOWN: "report.md does not show the findings.",
    report.PAGE: "report.html does not show the findings.",
    report.STATEMENT_FILE: "The statement in STATEMENT.md was altered.",
    logs.WIRE: "wire.jsonl is not the wire log of the observations.",
    logs.FOREIGN: "foreign.jsonl does not list the requests to foreign hosts that are in the wire log.",
}


def manifest_problems(files: Mapping[str, bytes]) -> Iterator[str]:
    """One sentence for each file that does not agree with the manifest."""
    listed, actual = _digests(files.get(MANIFEST, b"")), _digests(manifest(files))
    if MANIFEST not in files:
        yield f"{MANIFEST} is missing."
    elif listed == actual and files[MANIFEST] != manifest(files):
        yield f"{MANIFEST} is not written as the suite writes it."
    for name in sorted(listed.keys() - actual.keys()):
        yield f"{name} is missing: the manifest lists it."
    for name in sorted(actual.keys() - listed.keys()):
        yield f"{name} is an extra file: the manifest does not list it."
    for name in sorted(name for name in listed.keys() & actual.keys() if listed[name] != actual[name]):
        yield f"{name} was changed: its SHA-256 differs from the manifest."


def problems(files: Mapping[str, bytes], derived: Mapping[str, bytes], evidence: Mapping[str, bytes]) -> Iterator[str]:
    """One sentence for each file that is missing or altered, or that does not belong to a certificate."""
    for name, content in derived.items():
        if name not in files:
            yield f"{name} is missing."
        elif files[name] != content and name != verdicts.NAME:
            yield _SENTENCES.get(name, f"{name} does not follow from the observations.")
    yield from (
        f"{name} is not written as the suite writes it."
        for name, content in evidence.items()
        if files.get(name) != content
    )
    known = {*derived, *evidence, MANIFEST}
    yield from (f"{name} does not belong to a certificate." for name in files if name not in known)


def _digests(text: bytes) -> dict[str, str]:
    lines = (line.partition("  ") for line in text.decode(errors="replace").splitlines())
    return {name: digest for digest, _, name in lines}
