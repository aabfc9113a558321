"""What follows from the signs for the token: whether it is good, its kind and app, why it fails, what stays open."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from token_conformance.advice.diagnosis.plan import is_for_elsewhere
from token_conformance.advice.diagnosis.probe import AT_GATEWAY, Probe
from token_conformance.advice.diagnosis.shape import ACCESS_TOKENS, Shape
from token_conformance.advice.diagnosis.sign import Sign
from token_conformance.advice.explanation.explanation import Likelihood

SCOPED = ("scoped-jira", "scoped-confluence")
OTHER_APPS = ("scoped-bitbucket", "scoped-mcp", "scoped-other")
PERSONAL = ("unscoped", *SCOPED, *OTHER_APPS)

_SURE, _POSSIBLE = Likelihood.LIKELY, Likelihood.POSSIBLE
_BY_SITE = {Sign.STRANGER: "by-silence", Sign.SCOPED_PAGE: "by-page", Sign.SCOPE: "by-site-scopes"}
"""What the site says to a token that the gateway knows, and the sentence on what follows."""

_JIRA = (Probe.JIRA_GATEWAY, Probe.JIRA_WORK)
_CONFLUENCE = (Probe.CONFLUENCE_GATEWAY, Probe.CONFLUENCE_SEARCH)
_REFUSED = {Sign.LOGIN_REFUSED, Sign.BEARER_REFUSED}
_KNOWS = {Sign.OK, Sign.SCOPE, Sign.SCOPED_PAGE}


@dataclass(frozen=True)
class Judgement:
    """What is concluded of a token.

    `is_good` is None if no answer says so. `kinds` has the ids of `credentials.toml` that are left. `apps` are those
    whose gateway let it in. `causes` has ids of `causes.toml`, the most likely first. `untold` and `why` name sentences
    of `words.toml`: what no answer tells apart, and what the kind follows from.
    """

    is_good: bool | None = None
    kinds: tuple[str, ...] = ()
    apps: tuple[str, ...] = ()
    causes: Mapping[str, Likelihood] = field(default_factory=dict)
    untold: tuple[str, ...] = ()
    why: tuple[str, ...] = ()


def judge(shape: Shape, signs: Mapping[Probe, Sign], now: dt.datetime) -> Judgement:
    """Conclude from the shape of a token and from what each request said."""
    if is_for_elsewhere(shape):
        return _elsewhere(shape)
    at_gateway = [signs[probe] for probe in AT_GATEWAY if probe in signs]
    at_site = _at_site(signs)
    if _KNOWS & {*at_gateway, at_site}:
        return _good(shape, signs, at_site)
    if at_site is Sign.PASSWORD:
        causes = {"password-instead-of-token": _SURE, "email-missing": _POSSIBLE}
        return Judgement(is_good=False, kinds=("password",), causes=causes, untold=("password",), why=("by-password",))
    if Sign.PAIR_REFUSED in at_gateway:
        causes = {"wrong-email": _SURE, "token-invalid": _POSSIBLE}
        return Judgement(is_good=False, causes=causes, untold=("pair",))
    if _REFUSED & set(at_gateway):
        return _bad(shape, at_site, now)
    return _open(shape, at_gateway, at_site)


def _at_site(signs: Mapping[Probe, Sign]) -> Sign | None:
    return signs.get(Probe.JIRA_SITE) or signs.get(Probe.CONFLUENCE_SITE)


def _elsewhere(shape: Shape) -> Judgement:
    """A token for another place, by its shape alone."""
    causes = {"wrong-kind-of-secret": _SURE}
    if shape.kinds == ("bitbucket-app-password",):
        causes = {"app-password-ended": _SURE}
    untold = ("same-shape",) if len(shape.kinds) > 1 else ()
    return Judgement(None, shape.kinds, causes=causes, untold=untold, why=("by-shape",))


def _good(shape: Shape, signs: Mapping[Probe, Sign], at_site: Sign | None) -> Judgement:
    """A token that some place knows."""
    apps = tuple(app for app, probes in (("jira", _JIRA), ("confluence", _CONFLUENCE)) if _is_let_in(probes, signs))
    found = Judgement(is_good=True, apps=apps)
    if shape.kinds:
        return replace(found, kinds=shape.kinds, why=("by-shape",), untold=_missing(signs, apps))
    if at_site is Sign.OK:
        new_world = ("new-world",) if Sign.SCOPE in signs.values() else ()
        return replace(found, kinds=("unscoped",), why=("by-site",), untold=(*new_world, *_missing(signs, apps)))
    why = _why_scoped(signs, at_site)
    if not why:
        return replace(found, kinds=PERSONAL[: 1 + len(SCOPED)], untold=("kind", *_missing(signs, apps)))
    found = replace(found, kinds=tuple(f"scoped-{app}" for app in apps) or PERSONAL[1:], why=(why,))
    if apps:
        return replace(found, untold=_missing(signs, apps))
    if not _is_refused_twice(signs):
        return replace(found, untold=("app-open",))
    return replace(found, untold=("app",), causes={"missing-scope": _SURE})


def _is_let_in(probes: Sequence[Probe], signs: Mapping[Probe, Sign]) -> bool:
    return any(signs.get(probe) is Sign.OK for probe in probes)


def _is_refused_twice(signs: Mapping[Probe, Sign]) -> bool:
    """Whether both products refuse it for a scope, as they do with no token without scopes."""
    return [signs.get(probe) for probe in (_JIRA[0], _CONFLUENCE[0])] == [Sign.SCOPE, Sign.SCOPE]


def _why_scoped(signs: Mapping[Probe, Sign], at_site: Sign | None) -> str:
    """The name of the sentence that says why it is a token with scopes; empty if that was not seen."""
    if _is_refused_twice(signs):
        return "by-scopes"
    return _BY_SITE.get(at_site, "") if at_site else ""


def _missing(signs: Mapping[Probe, Sign], apps: Sequence[str]) -> tuple[str, ...]:
    """What is not known of a product that did not let it in."""
    refused = [
        app
        for app, probes in (("jira", _JIRA), ("confluence", _CONFLUENCE))
        if app not in apps and any(signs.get(probe) is Sign.SCOPE for probe in probes)
    ]
    return tuple(f"scope-or-product-{app}" for app in refused)


def _bad(shape: Shape, at_site: Sign | None, now: dt.datetime) -> Judgement:
    """A token that the gateway does not know, and the site does not know either, if it was asked."""
    if shape.expires and shape.expires <= now:
        return Judgement(is_good=False, kinds=shape.kinds, causes={"token-expired": _SURE}, why=("by-shape",))
    causes = {"token-damaged": _SURE} if shape.is_cut else {}
    causes["token-invalid"] = _SURE
    if at_site is Sign.NOTHING_ARRIVED:
        causes["token-not-sent"] = _POSSIBLE
    if shape.scheme == "Basic":
        causes["wrong-email"] = _POSSIBLE
    if shape.may_be_of_data_center:
        causes["data-center-vs-cloud"] = _POSSIBLE
    if shape.may_be_password:
        causes["password-instead-of-token"] = _POSSIBLE
    untold = ("invalid-oauth",) if set(shape.kinds) <= set(ACCESS_TOKENS) and shape.kinds else ("invalid",)
    return Judgement(
        is_good=False, kinds=shape.kinds, causes=causes, untold=untold, why=("by-shape",) * bool(shape.kinds)
    )


def _open(shape: Shape, at_gateway: Sequence[Sign], at_site: Sign | None) -> Judgement:
    """Neither good nor bad was seen."""
    if at_site is Sign.STRANGER:
        causes = {"token-invalid": _POSSIBLE, "scoped-token-at-site": _POSSIBLE, "wrong-email": _POSSIBLE}
        return Judgement(None, shape.kinds, causes=causes, untold=("scoped-or-invalid",))
    if at_site is Sign.NOTHING_ARRIVED:
        return Judgement(None, shape.kinds, causes={"token-not-sent": _SURE, "email-missing": _POSSIBLE})
    if at_site is Sign.NO_PRODUCT:
        causes = {"token-invalid": _POSSIBLE, "product-access-missing": _POSSIBLE}
        return Judgement(None, shape.kinds, causes=causes, untold=("invalid-or-access",))
    untold = ("model",) if Sign.MODEL in {*at_gateway, at_site} else ("nothing-seen",)
    return Judgement(None, shape.kinds, untold=untold, why=("by-shape",) * bool(shape.kinds))
