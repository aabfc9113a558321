"""What a call names as rows of a table: an operation, or the bases of a family, each with four answers."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from token_conformance.calls.answers import answer_of
from token_conformance.calls.asked import asked_for
from token_conformance.calls.call import Call
from token_conformance.calls.target import FamilyTarget, OperationTarget, Target, resolve
from token_conformance.calls.unnamed import at_no_url_form, refusal
from token_conformance.catalogue.answer import Answer, Says, unknown
from token_conformance.catalogue.answer_credential import Asked
from token_conformance.catalogue.families import Family
from token_conformance.catalogue.four_answers import OBSERVED, Grounded, four_answers, ground
from token_conformance.catalogue.known import aliased
from token_conformance.catalogue.operations import Operation
from token_conformance.catalogue.states import noted, states
from token_conformance.model.cell import FORMS, MATRIX, Credential, UrlForm
from token_conformance.model.url import (
    GATEWAY_HOST,
    SITE_DOMAIN,
    SITE_GATEWAY_ROOT,
    GatewayPath,
    site_host,
    without_site_gateway,
)
from token_conformance.redaction.masking import masked

FAMILY = "base of"
"""The start of the ground of an answer that follows from what is known of a family's base."""

_SITE = f"https://{site_host('SITE')}"
_NO_BASE = "Atlassian publishes no such base at this URL form."


@dataclass(frozen=True)
class Named:
    """One row: its name, its answers in the columns of the matrix, and the published operation with its scopes.

    `notes` say what a reader must know beside the answers, such as a removal with its successor.
    """

    name: str
    answers: Mapping[tuple[Credential, UrlForm], Grounded]
    operation: Operation | None = None
    notes: tuple[str, ...] = ()


def named(call: Call, today: dt.date) -> tuple[Named, ...]:
    """The rows of a call, which agree with `can-i-use`; raises UserError that says what could be meant instead."""
    call = without_third_form(call)
    found = resolve(call, None)
    if isinstance(found, Answer):
        return (_open_to_all(call, found),)
    if isinstance(found[0], OperationTarget):
        return (of_operation(found[0].operation, today, call.query),)
    return tuple(_of_families(call, _at_both_forms(call, found), today))


def without_third_form(call: Call) -> Call:
    """The call at the gateway's own host, if it is at the gateway's path of a site, which has the same operations."""
    is_of_site = not call.host or call.host.endswith(f".{SITE_DOMAIN}")
    if not (is_of_site and call.path.startswith(f"{SITE_GATEWAY_ROOT}/ex/")):
        return call
    return replace(call, host=GATEWAY_HOST, path=without_site_gateway(call.path))


def of_operation(operation: Operation, today: dt.date, query: str = "") -> Named:
    """The row of an operation; a state that is about one parameter of the query is named with it."""
    state = states().find(operation.method, operation.path, query)
    note = noted(operation.name, query)
    name = f"{operation.name}?{state.query}" if state and state.query else operation.name
    answers = four_answers(operation, today, query)
    return Named(name, answers, operation, (note[1].text,) if note else _reasons(answers.values()))


def _open_to_all(call: Call, found: Answer) -> Named:
    """What answers everyone, at the URL forms where that was observed; raises UserError for every other answer."""
    if found.says is not Says.YES:
        raise refusal(call, found)
    by_form = {form: resolve(replace(call, host=""), form) for form in FORMS}
    answers = {
        (token, form): Grounded(answer, OBSERVED if answer.says is Says.YES else "")
        for token, form in MATRIX
        if isinstance(answer := by_form[form], Answer)
    }
    return Named(f"{call.method} {masked(call.path)}", answers, None, (found.reason,))


def _at_both_forms(call: Call, found: Sequence[Target]) -> list[FamilyTarget]:
    """The bases of the family at the site and at the gateway, also if the URL of one of them was given."""
    parts = GatewayPath.split(call.path)
    alone = replace(call, host="", path=parts.at_site if parts else call.path)
    wider = resolve(alone, None)
    return [one for one in (found if isinstance(wider, Answer) else wider) if isinstance(one, FamilyTarget)]


def _of_families(call: Call, targets: Sequence[FamilyTarget], today: dt.date) -> Iterator[Named]:
    """One row for the bases at the two URL forms; of several bases at one form, a row each."""
    forms = [one.form for one in targets]
    if None in forms or not forms:
        raise at_no_url_form(call, targets)
    if len(set(forms)) == len(forms):
        yield _of_bases(call, targets, today)
    else:
        yield from (_of_bases(call, [one], today) for one in targets)


def _of_bases(call: Call, targets: Sequence[FamilyTarget], today: dt.date) -> Named:
    at = {target.form: target for target in targets}
    answers = {(token, form): _of_base(call, at.get(form), token, today) for token, form in MATRIX}
    family, operation = targets[0].family, targets[0].numbered or targets[0].operation
    return Named(_name(call, targets), answers, operation, (_of_family(family, answers.values()),))


def _of_base(call: Call, target: FamilyTarget | None, token: Credential, today: dt.date) -> Grounded:
    if target is None:
        return Grounded(unknown(_NO_BASE), "")
    asked = next(asked_for(target, token.value, None))
    answer = answer_of(call, asked, target, today)
    return Grounded(answer, "" if answer.says is Says.UNKNOWN else _ground(call, answer, asked, target))


def _ground(call: Call, answer: Answer, asked: Asked, target: FamilyTarget) -> str:
    """What the answer rests on; of the alias `latest`, what refuses the numbered version refuses the alias too."""
    if target.numbered and target.form and answer.says is Says.NO:
        return ground(answer, target.numbered, asked, target.form, call.query)
    return f"{FAMILY} {target.family.id}"


def _name(call: Call, targets: Sequence[FamilyTarget]) -> str:
    """The path, if it is one of a site; else the URL, because nothing else says where it is."""
    first = targets[0]
    if first.numbered:
        return f"{call.method} {aliased(first.numbered.path)}"
    below = masked(first.called[first.base.match(first.called) :])
    if first.operation and below:  # its template in place of what somebody wrote for its parameters
        below = "/" + "/".join(first.operation.path.split("/")[-below.count("/") :])
    return f"{call.method} {first.base.template(first.called).removeprefix(_SITE)}{below}"


def _of_family(family: Family, answers: Iterable[Grounded]) -> str:
    is_used = all(one.answer.says is Says.YES for one in answers)
    return f"Of the family {family.title}." + ("" if is_used else f" Instead: {family.instead.rstrip('.')}.")


def _reasons(answers: Iterable[Grounded]) -> tuple[str, ...]:
    """Why answers are unknown, each reason once."""
    return tuple(dict.fromkeys(one.answer.reason for one in answers if one.answer.says is Says.UNKNOWN))
