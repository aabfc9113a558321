"""From what was seen to what is concluded: a pure function, without a network and without the token."""

from collections.abc import Iterator

from token_conformance.advice.diagnosis.account import account_of
from token_conformance.advice.diagnosis.called import CallAnswer, explained
from token_conformance.advice.diagnosis.case import Case
from token_conformance.advice.diagnosis.diagnosis import Concluded, Diagnosis, Reason, Verdict
from token_conformance.advice.diagnosis.judgement import PERSONAL, Judgement, judge
from token_conformance.advice.diagnosis.obstacle import PASSING, UNSURE, Obstacle, obstacle_of
from token_conformance.advice.diagnosis.places import State, base_url, places
from token_conformance.advice.diagnosis.probe import AT_GATEWAY, Probe
from token_conformance.advice.diagnosis.seen_line import seen_line
from token_conformance.advice.diagnosis.shape import SERVICE_ACCOUNT
from token_conformance.advice.diagnosis.sign import Sign
from token_conformance.advice.diagnosis.words import words
from token_conformance.advice.explanation.causes import Cause, causes
from token_conformance.advice.explanation.explanation import Likelihood
from token_conformance.advice.explanation.next_request import Request
from token_conformance.advice.explanation.text import curl_line
from token_conformance.catalogue.credentials import credential_kinds
from token_conformance.model.cell import UrlForm
from token_conformance.model.url import APPS, gateway_url

_UNSCOPED = "unscoped"
_SERVICE_DOMAIN = "serviceaccount.atlassian.com"
_UNCLEAR = {Sign.FORBIDDEN, Sign.UNEXPECTED, Sign.NOT_FOUND, Sign.BEARER_REFUSED}
"""The signs of a refusal whose words may say more."""

_CALLS = (Probe.JIRA_SITE, Probe.CONFLUENCE_SITE, *AT_GATEWAY)
"""The requests that can be shown as a call that works, the documented combination of an unscoped token first."""


def conclude(case: Case, call: CallAnswer | None = None) -> Diagnosis:
    """Conclude from all requests of a diagnosis."""
    obstacle = obstacle_of(case.site, case.seen)
    found = judge(case.shape, case.signs, case.now)
    concluded = _concluded(case, obstacle, found, call)
    return Diagnosis(
        case.site.host,
        _verdict(obstacle, concluded, call),
        _headline(case, obstacle, found, call),
        tuple(map(seen_line, case.seen)),
        concluded,
        obstacle,
        call,
        case.is_local_model,
        case.shape.scheme,
    )


def obstacle_sentence(obstacle: Obstacle) -> str:
    """The sentence about what is in the way."""
    seconds = obstacle.values.get("wait", "")
    wait = words("wait", "some" if seconds else "unknown", {"seconds": seconds})
    return words("obstacle", obstacle.id, {**obstacle.values, "wait": wait})


def _verdict(obstacle: Obstacle | None, found: Concluded, call: CallAnswer | None) -> Verdict:
    if found.is_good and call is not None:
        return {True: Verdict.WORKS, False: Verdict.DOES_NOT_WORK, None: Verdict.CANNOT_BE_TOLD}[call.works]
    if found.is_good:
        is_known = found.apps or [kind.id for kind in found.kinds] == [_UNSCOPED]
        return Verdict.WORKS if is_known else Verdict.CANNOT_BE_TOLD
    own = [one for one in found.reasons if obstacle is None or one.cause.id != obstacle.cause]
    if found.is_good is False or any(one.likelihood is Likelihood.LIKELY for one in own):
        return Verdict.DOES_NOT_WORK
    is_lasting = obstacle is not None and obstacle.id not in {*PASSING, "captcha"}
    return Verdict.DOES_NOT_WORK if is_lasting else Verdict.CANNOT_BE_TOLD


def _headline(case: Case, obstacle: Obstacle | None, found: Judgement, call: CallAnswer | None) -> str:
    """What there is to say of the token, of the call, and of what is in the way."""
    name = _headline_name(case, found)
    said = [] if obstacle and name == "open" else [words("headline", name, _values(case, found))]
    if call and found.is_good:
        said.append(words("headline", _of_call(call), _call_values(call)))
    if obstacle:
        said.append(obstacle_sentence(obstacle))
    if obstacle and not any(one.scheme for one in case.seen):
        said.append(words("part", "not-sent"))
    return " ".join(said)


def _headline_name(case: Case, found: Judgement) -> str:
    if found.is_good is None:
        return "elsewhere" if found.why == ("by-shape",) and found.causes else "open"
    if not found.is_good:
        names = {"wrong-email": "pair", "token-expired": "expired", "password-instead-of-token": "password"}
        return names.get(next(iter(found.causes)), f"bad-{case.shape.scheme.lower()}")
    if case.shape.kinds:
        return "bearer" if found.apps else "bearer-no-scope"
    if found.kinds == (_UNSCOPED,):
        return "unscoped"
    if _UNSCOPED in found.kinds:
        return "good"
    return "scoped" if found.apps else "scoped-no-app"


def _values(case: Case, found: Judgement) -> dict[str, str]:
    expires = case.shape.expires
    return {
        "host": case.site.host,
        "app": " and ".join(app.title() for app in found.apps),
        "expired": f"{expires:%Y-%m-%d %H:%M} UTC" if expires else "",
    }


def _of_call(call: CallAnswer) -> str:
    if call.sent is None:
        return "call-not-sent"
    if call.works:
        return "call-works"
    return "call-let-in" if call.is_let_in else "call-fails"


def _call_values(call: CallAnswer) -> dict[str, str]:
    return {"status": str(call.sent.status or "") if call.sent else ""}


def _concluded(case: Case, obstacle: Obstacle | None, found: Judgement, call: CallAnswer | None) -> Concluded:
    unscoped = [credential_kinds()[_UNSCOPED]] if found.kinds == (_UNSCOPED,) else []
    return Concluded(
        found.is_good,
        tuple(credential_kinds()[kind] for kind in found.kinds),
        found.apps,
        tuple(_why(case, found)),
        account_of(case) if found.is_good else "",
        _expiry(case, found),
        case.cloud_id,
        places(case, found),
        tuple(_reasons(case, obstacle, found)),
        tuple(words("untold", name) for name in found.untold),
        tuple(_use(case, found)),
        _curl(case, found, call),
        next((note for kind in unscoped for note in kind.deprecation), None),
    )


def _why(case: Case, found: Judgement) -> Iterator[str]:
    """What the kind follows from, with the evidence of a shape."""
    for name in found.why:
        kind = credential_kinds()[found.kinds[0]]
        of_address = [note.evidence for note in kind.notes if _SERVICE_DOMAIN in note.text]
        by_address = name == "by-shape" and case.shape.is_by_address
        evidence = of_address[0] if by_address and of_address else kind.shape.evidence
        values = {"host": case.site.host, "start": kind.prefix.partition(" ")[0]}
        values |= {"grade": str(evidence.grade), "source": evidence.source}
        yield words("why", "by-address" if by_address else name, values)


def _expiry(case: Case, found: Judgement) -> str:
    if case.shape.expires:
        return words("expiry", "jwt", {"time": f"{case.shape.expires:%Y-%m-%d %H:%M} UTC"})
    if not found.is_good:
        return ""
    kinds = set(found.kinds)
    if SERVICE_ACCOUNT in kinds:
        return words("expiry", SERVICE_ACCOUNT)
    return words("expiry", "unknown" if case.shape.kinds else "personal")


def _reasons(case: Case, obstacle: Obstacle | None, found: Judgement) -> Iterator[Reason]:
    named = dict(found.causes)
    if obstacle and found.is_good is None:
        named |= {obstacle.cause: Likelihood.POSSIBLE if obstacle.id in UNSURE else Likelihood.LIKELY}
    for cause, likelihood in sorted(named.items(), key=lambda pair: list(Likelihood).index(pair[1])):
        yield Reason(causes()[cause], likelihood, _remedy(causes()[cause], found))
    if not named and found.is_good is None:
        yield from _explained(case)


def _explained(case: Case) -> Iterator[Reason]:
    """The causes that `explain` names for the last refusal of the login, where nothing else is known of it."""
    refused = [one for one in case.seen if one.scheme and case.signs.get(one.probe) in _UNCLEAR]
    explanation = explained(refused[-1]) if refused else None
    if explanation and explanation.verdict is explanation.verdict.CAUSES:
        yield from (Reason(one.cause, one.likelihood, one.remedy) for one in explanation.reasons)


def _remedy(cause: Cause, found: Judgement) -> str:
    """What to do: the remedy of the cause, or that for a token that people do not make on their own page."""
    is_of_person = not found.kinds or set(found.kinds) & set(PERSONAL)
    if is_of_person or cause.id not in {"token-invalid", "token-expired"}:
        return cause.remedy
    return words("remedy", SERVICE_ACCOUNT if SERVICE_ACCOUNT in found.kinds else "oauth")


def _use(case: Case, found: Judgement) -> Iterator[str]:
    """The base URLs to use: those of the site for a token without scopes, and else those that let it in."""
    if not found.is_good:
        return
    form = UrlForm.SITE if found.kinds == (_UNSCOPED,) else UrlForm.GATEWAY
    refused = {
        place.app for place in places(case, found) if place.form is UrlForm.GATEWAY and place.state is State.REFUSED
    }
    apps = [app for app in APPS if app not in refused] if form is UrlForm.SITE else found.apps or APPS
    if form is UrlForm.SITE or case.cloud_id:
        yield from (base_url(case, app, form) for app in apps)


def _curl(case: Case, found: Judgement, call: CallAnswer | None) -> str:
    """The call of the question if it works, or one that was seen to work, or the one for every token (rule G2)."""
    if not found.is_good:
        return ""
    good = [one.url for probe in _CALLS if (one := case.of(probe)) and case.signs[probe] is Sign.OK]
    if call and call.works and call.sent:
        good.insert(0, call.sent.url)
    if case.cloud_id:
        good.append(f"{gateway_url('jira', case.cloud_id)}/rest/api/3/serverInfo")
    return curl_line(Request("GET", good[0], "same", "", case.shape.scheme.lower())) if good else ""
