"""A reply as text for a person, or as JSON for a program."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict

from token_conformance.advice.question import Question
from token_conformance.advice.reply import Reply, url
from token_conformance.model.cell import Credential, UrlForm
from token_conformance.model.grade import Evidence
from token_conformance.model.url import TENANT_INFO_PATH
from token_conformance.redaction.output import one_line
from token_conformance.report.curl import BASES
from token_conformance.report.evidence import GRADE_MEANINGS
from token_conformance.report.legend import cell_label
from token_conformance.report.provenance import provenance
from token_conformance.results.file import Results

CLOUD_ID = f"{BASES[UrlForm.SITE]}{TENANT_INFO_PATH}"
"""Where a site tells its cloud id to anyone (rule tenant-info)."""


def text(reply: Reply, results: Results | None) -> str:
    """A few lines that begin with the answer; `results` are those that the reply was made from."""
    return "\n".join(map(one_line, _lines(reply, results)))


def document(reply: Reply, results: Results | None) -> str:
    """One JSON document with the same facts."""
    operation = reply.question.operation
    facts = {
        "answer": "yes" if reply.finding.works else "no",
        "operation": operation.name,
        "token": reply.question.token,
        "url": reply.question.form,
        "why": reply.finding.reason,
        "evidence": asdict(reply.finding.evidence),
        "seen": _observed(reply, results),
        "instead": _call(reply.instead) if reply.instead else None,
        "scopes": {"classic": sorted(operation.classic), "granular": sorted(operation.granular)},
        "deprecated": operation.deprecated,
    }
    return json.dumps(facts, indent=2, ensure_ascii=False)


FORMATS: Mapping[str, Callable[[Reply, Results | None], str]] = {"text": text, "json": document}


def _lines(reply: Reply, results: Results | None) -> Iterator[str]:
    question, answer = reply.question, "Yes" if reply.finding.works else "No"
    yield f"{answer}: {question.operation.name} with {_token(question)} at the {question.form}."
    yield f"Why: {reply.finding.reason}"
    yield f"Evidence: {_basis(reply.finding.evidence)}"
    if observed := _observed(reply, results):
        yield f"Observed by this suite: {observed['outcome']}. {observed['recorded']}"
    if reply.instead:
        yield f"Instead: send it with {_token(reply.instead)} to {url(reply.instead)}"
    if UrlForm.GATEWAY in {call.form for call in (question, reply.instead) if call}:
        yield f"CLOUD_ID: {CLOUD_ID} returns it without a token."
    yield from _scopes(reply)
    if question.operation.deprecated:
        yield "Note: Atlassian has deprecated this operation."


def _basis(evidence: Evidence) -> str:
    dated = f" {evidence.date}" if evidence.date else ""
    meanings = [f" ({meaning})" for grade, meaning in GRADE_MEANINGS.items() if grade == evidence.grade]
    return f"{evidence.grade}{dated}{''.join(meanings)}, {evidence.source}"


def _observed(reply: Reply, results: Results | None) -> dict[str, str] | None:
    if reply.observed is None or results is None:
        return None
    source = provenance(Results(results.header, (reply.observed,)))
    return {"outcome": cell_label(reply.observed), "recorded": source}


def _call(call: Question) -> dict[str, str]:
    return {"token": call.token, "url_form": call.form, "url": url(call)}


def _token(call: Question) -> str:
    return f"{'a scoped' if call.token is Credential.SCOPED else 'an unscoped'} token"


def _scopes(reply: Reply) -> Iterator[str]:
    """The line on the two sets of scopes, if a scoped token is involved; the token needs one of the sets."""
    operation = reply.question.operation
    sets = {"classic": operation.classic, "granular": operation.granular}
    named = [f"all of {', '.join(sorted(scopes))} ({kind})" for kind, scopes in sets.items() if scopes]
    if named and Credential.SCOPED in {call.token for call in (reply.question, reply.instead) if call}:
        yield f"Scopes: {'; or '.join(named)}"
