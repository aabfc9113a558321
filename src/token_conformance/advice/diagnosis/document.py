"""A diagnosis as JSON, as `diagnosis.schema.json` describes it."""

import json
from typing import Any

from token_conformance.advice.diagnosis.called import CallAnswer
from token_conformance.advice.diagnosis.diagnosis import Concluded, Diagnosis
from token_conformance.advice.diagnosis.places import Place
from token_conformance.advice.diagnosis.seen_line import SeenLine
from token_conformance.advice.reach.answer import ReachAnswer
from token_conformance.advice.reach.document import document as reach_document
from token_conformance.advice.words import groups
from token_conformance.model.grade import Evidence

FORMAT = 1
"""The number of the format; it is raised when a reader of the old one would be misled."""


def document(diagnosis: Diagnosis, reach: ReachAnswer | None = None) -> str:
    """The diagnosis as JSON, with what the token can do if that was a part of the question."""
    content = {
        "format": FORMAT,
        "verdict": diagnosis.verdict,
        "headline": diagnosis.headline,
        "host": diagnosis.host,
        "local_model": diagnosis.is_local_model,
        "obstacle": diagnosis.obstacle.id if diagnosis.obstacle else None,
        "seen": [_seen(line) for line in diagnosis.seen],
        "concluded": _concluded(diagnosis.concluded),
        "call": _call(diagnosis.call) if diagnosis.call else None,
    }
    if reach is not None:
        content["reach"] = reach_document(reach)
    return json.dumps(content, indent=2, ensure_ascii=False)


def _seen(line: SeenLine) -> dict[str, Any]:
    return {
        "method": line.method,
        "url": line.url,
        "login": line.login,
        "status": line.status,
        "telling": line.telling,
        "sign": line.sign,
    }


def _concluded(found: Concluded) -> dict[str, Any]:
    return {
        "good": found.is_good,
        "kinds": [kind.id for kind in found.kinds],
        "apps": list(found.apps),
        "why": list(found.why),
        "account": found.account or None,
        "expires": found.expires or None,
        "cloud_id": found.cloud_id or None,
        "places": [_place(place) for place in found.places],
        "causes": [{"id": one.cause.id, "likelihood": one.likelihood, "remedy": one.remedy} for one in found.reasons],
        "untold": list(found.untold),
        "use": list(found.use),
        "curl": found.curl or None,
        "banner": {"text": found.banner.text, **_known(found.banner.evidence)} if found.banner else None,
    }


def _place(place: Place) -> dict[str, Any]:
    known = _known(place.evidence) if place.evidence else None
    return {"app": place.app, "url_form": place.form, "url": place.url, "state": place.state, "known": known}


def _call(call: CallAnswer) -> dict[str, Any]:
    return {
        "name": call.call.name,
        "works": call.works,
        "let_in": call.is_let_in,
        "not_sent": call.not_sent or None,
        "sent": _seen(call.sent) if call.sent else None,
        "published": [
            {
                "answer": group.answer.says,
                "for": group.label,
                "why": group.answer.reason,
                **_known(group.answer.evidence),
            }
            for group in groups(call.published)
        ],
        "causes": [
            {"id": one.cause.id, "likelihood": one.likelihood, "remedy": one.remedy}
            for one in (call.explanation.reasons if call.explanation else ())
        ],
    }


def _known(evidence: Evidence) -> dict[str, str]:
    return {"grade": str(evidence.grade), "date": evidence.date, "source": evidence.source}
