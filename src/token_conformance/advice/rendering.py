"""The reply as text for a person, or as JSON for a program."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict

from token_conformance.advice.question import Question
from token_conformance.advice.reply import Reply, url
from token_conformance.catalogue.evidence import Evidence
from token_conformance.model.cell import Credential, UrlForm
from token_conformance.model.url import TENANT_INFO_PATH
from token_conformance.report.curl import BASES
from token_conformance.report.evidence import GRADE_MEANINGS
from token_conformance.report.legend import cell_label
from token_conformance.report.provenance import provenance
from token_conformance.results.file import Results

CLOUD_ID = f"{BASES[UrlForm.SITE]}{TENANT_INFO_PATH}"
"""Where a site tells its cloud id to anyone (rule tenant-info)."""


def text(given: Reply, results: Results | None) -> str:
    """A few lines, the answer first."""
    return "\n".join(_lines(given, results))


def document(given: Reply, results: Results | None) -> str:
    """One JSON document with the same facts."""
    operation = given.asked.operation
    facts = {
        "answer": "yes" if given.finding.works else "no",
        "operation": operation.name,
        "token": given.asked.token,
        "url": given.asked.form,
        "why": given.finding.reason,
        "evidence": asdict(given.finding.evidence),
        "seen": _seen(given, results),
        "instead": _call(given.instead) if given.instead else None,
        "scopes": {"classic": sorted(operation.classic), "granular": sorted(operation.granular)},
        "deprecated": operation.deprecated,
    }
    return json.dumps(facts, indent=2, ensure_ascii=False)


FORMATS: Mapping[str, Callable[[Reply, Results | None], str]] = {"text": text, "json": document}


def _lines(given: Reply, results: Results | None) -> Iterator[str]:
    asked, answer = given.asked, "Yes" if given.finding.works else "No"
    yield f"{answer}: {asked.operation.name} with {_token(asked)} at the {asked.form}."
    yield f"Why: {given.finding.reason}"
    yield f"Evidence: {_basis(given.finding.evidence)}"
    if seen := _seen(given, results):
        yield f"Seen by this suite: {seen['outcome']}. {seen['recorded']}"
    if given.instead:
        yield f"Instead: send it with {_token(given.instead)} to {url(given.instead)}"
    if UrlForm.GATEWAY in {call.form for call in (given.asked, given.instead) if call}:
        yield f"CLOUD_ID: {CLOUD_ID} tells it to anyone."
    yield from _scopes(given)
    if given.asked.operation.deprecated:
        yield "Note: Atlassian has deprecated this operation."


def _basis(evidence: Evidence) -> str:
    dated = f" {evidence.date}" if evidence.date else ""
    meanings = [f" ({meaning})" for grade, meaning in GRADE_MEANINGS.items() if grade == evidence.grade]
    return f"{evidence.grade}{dated}{''.join(meanings)}, {evidence.source}"


def _seen(given: Reply, results: Results | None) -> dict[str, str] | None:
    if given.seen is None or results is None:
        return None
    return {"outcome": cell_label(given.seen), "recorded": provenance(Results(results.header, (given.seen,)))}


def _call(call: Question) -> dict[str, str]:
    return {"token": call.token, "url_form": call.form, "url": url(call)}


def _token(call: Question) -> str:
    return f"{'a scoped' if call.token is Credential.SCOPED else 'an unscoped'} token"


def _scopes(given: Reply) -> Iterator[str]:
    """The sets, where a scoped token is in question; one of them is enough."""
    operation = given.asked.operation
    sets = {"classic": operation.classic, "granular": operation.granular}
    named = [f"all of {', '.join(sorted(scopes))} ({kind})" for kind, scopes in sets.items() if scopes]
    if named and Credential.SCOPED in {call.token for call in (given.asked, given.instead) if call}:
        yield f"Scopes: {'; or '.join(named)}"
