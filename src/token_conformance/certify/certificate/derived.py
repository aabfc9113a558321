"""The files of a certificate that follow from its evidence, and its manifest: same evidence, same bytes."""

from collections.abc import Mapping
from hashlib import sha256

from token_conformance.certify.certificate import logs, report, verdicts
from token_conformance.certify.certificate.evidence import Evidence
from token_conformance.certify.requirements.judgement import Judgement

MANIFEST = "manifest.sha256"


def derived(evidence: Evidence, judgement: Judgement) -> dict[str, bytes]:
    """The content of each derived file, by name."""
    view, outputs = report.view_of(evidence, judgement), logs.outputs(judgement.findings, evidence.observations)
    basis, suite = judgement.basis, evidence.record.suite
    return outputs | {
        verdicts.NAME: verdicts.verdicts(judgement),
        report.NAME: report.junit(evidence.subject.name, judgement.findings),
        report.MARKDOWN: report.markdown(view),
        report.PAGE: report.page(view, outputs),
        logs.WIRE: logs.wire_log(evidence.observations),
        logs.FOREIGN: logs.foreign_log(evidence.observations),
        report.JSON: report.badge_json(basis, suite),
        report.SVG: report.badge_svg(basis, suite),
        report.STATEMENT_FILE: report.statement(basis),
    }


def manifest(files: Mapping[str, bytes]) -> bytes:
    """The SHA-256 of every other file, one line per file in the order of names, in the format of `sha256sum`."""
    return "".join(
        f"{sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files) if name != MANIFEST
    ).encode()
