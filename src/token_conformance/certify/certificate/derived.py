"""All of a certificate that follows from its evidence, and its manifest: the same bytes for the same evidence."""

from collections.abc import Mapping
from hashlib import sha256

from token_conformance.certify.certificate import logs, report, verdicts
from token_conformance.certify.certificate.evidence import Evidence
from token_conformance.certify.requirements.judgement import Judgement

MANIFEST = "manifest.sha256"


def derived(evidence: Evidence, judgement: Judgement) -> dict[str, bytes]:
    """Each derived file by its name."""
    shown, seen = report.view_of(evidence, judgement), logs.outputs(judgement.findings, evidence.observations)
    level, suite = judgement.level, evidence.record.suite
    return seen | {
        verdicts.NAME: verdicts.verdicts(judgement),
        report.NAME: report.junit(evidence.subject.name, judgement.findings),
        report.MARKDOWN: report.markdown(shown),
        report.PAGE: report.page(shown, seen),
        logs.WIRE: logs.wire_log(evidence.observations),
        logs.FOREIGN: logs.foreign_log(evidence.observations),
        report.JSON: report.badge_json(level, suite),
        report.SVG: report.badge_svg(level, suite),
        report.STATEMENT_FILE: report.statement(),
    }


def manifest(files: Mapping[str, bytes]) -> bytes:
    """The SHA-256 of every other file, one line each in the order of their names, as `sha256sum --check` reads it."""
    return "".join(
        f"{sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files) if name != MANIFEST
    ).encode()
