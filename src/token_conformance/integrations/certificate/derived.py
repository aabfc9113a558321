"""All of a certificate that follows from its evidence: the same bytes for the same evidence, whoever makes it."""

from token_conformance.certify.requirements.judgement import Judgement
from token_conformance.integrations.certificate import badge, junit, markdown, page, statement, verdicts, wire_log
from token_conformance.integrations.certificate.evidence import Evidence
from token_conformance.integrations.certificate.outputs import outputs
from token_conformance.integrations.certificate.view import view


def derived(evidence: Evidence, judgement: Judgement) -> dict[str, bytes]:
    """Each derived file by its name."""
    shown, seen = view(evidence, judgement), outputs(judgement.findings, evidence.observations)
    level, suite = judgement.level, evidence.record.suite
    return seen | {
        verdicts.NAME: verdicts.verdicts(judgement),
        junit.NAME: junit.junit(evidence.subject.name, judgement.findings),
        markdown.NAME: markdown.markdown(shown),
        page.NAME: page.page(shown, seen),
        wire_log.WIRE: wire_log.wire_log(evidence.observations),
        wire_log.FOREIGN: wire_log.foreign_log(evidence.observations),
        badge.JSON: badge.badge_json(level, suite),
        badge.SVG: badge.badge_svg(level, suite),
        statement.NAME: statement.statement(),
    }
