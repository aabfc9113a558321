"""The sentences of the answer: `words.toml`, and those that every format forms in the same way."""

from collections.abc import Sequence

from token_conformance.advice.least_scopes.answer import AppScopes, LeastScopes
from token_conformance.advice.least_scopes.form_link import MOST_SCOPES, limit
from token_conformance.advice.least_scopes.judged import Fate, Judged
from token_conformance.advice.sentences import sentences
from token_conformance.catalogue.answer import NOTHING_FOUND
from token_conformance.catalogue.statement import Statement
from token_conformance.model.url import TENANT_INFO_PATH, gateway_url, site_host


def words(name: str, **values: object) -> str:
    """A sentence by its name in the file, with values for its names in braces."""
    return sentences(__package__)[name].format(**values)


def headline(app: AppScopes) -> str:
    """How many scopes the token for an app needs, and for how many calls."""
    opened = {name for need in app.needs for name in need.opens}
    if not app.needs:
        return words("app-without", app=words(app.app))
    scopes = words("one-scope") if len(app.needs) == 1 else words("scopes", count=len(app.needs))
    calls = words("one-call") if len(opened) == 1 else words("calls", count=len(opened))
    return words("app", app=words(app.app), count=scopes, calls=calls)


def too_many(app: AppScopes) -> str:
    """That a token cannot hold so many scopes; empty if it can."""
    evidence = limit().evidence
    sentence = words("too-many", most=MOST_SCOPES, grade=evidence.grade, source=evidence.source)
    return sentence if app.are_too_many else ""


def about_link(app: AppScopes) -> str:
    """What is known of the link to the form, each with its grade; what nobody knows says so itself."""
    return words("link-known", statements="; ".join(map(_graded, app.link.statements)))


def _graded(one: Statement) -> str:
    return one.text if one.evidence.grade == NOTHING_FOUND.grade else f"{one.text} ({one.evidence.grade})"


def where(app: AppScopes) -> str:
    """The base of the URLs at which the token works, and where the cloud id in it can be looked up."""
    site = f"https://{site_host('SITE')}"
    return words("where", base=gateway_url(app.app, "CLOUD_ID"), site=site, url=f"{site}{TENANT_INFO_PATH}")


def ignored(answer: LeastScopes) -> str:
    """What of the traffic was not looked at; empty if all was."""
    kinds = ", ".join(f"{kind}: {count:,}" for kind, count in sorted(answer.ignored.items()))
    return words("ignored", kinds=kinds) if kinds else ""


def groups(answer: LeastScopes) -> Sequence[tuple[Fate, tuple[str, ...], Sequence[Judged]]]:
    """The calls that are to be looked at: those of the same fate and with the same sentences are together."""
    found: dict[tuple[Fate, tuple[str, ...]], list[Judged]] = {}
    for fate in Fate:
        for call in answer.of(fate):
            if sentences_of := said_of(call):
                found.setdefault((fate, sentences_of), []).append(call)
    return [(fate, said, calls) for (fate, said), calls in found.items()]


def said_of(call: Judged) -> tuple[str, ...]:
    """What is said of a call: why it is not opened and what to do, or what is known of its life."""
    if call.fate is Fate.OPENED:
        return tuple(basis.text for basis in call.bases)
    said = [call.reason] if call.fate is not Fate.SCOPES_UNKNOWN else []
    if call.fate is Fate.OTHER and call.operation and (scopes := call.operation.granular | call.operation.classic):
        said.append(words("published-scopes", scopes=", ".join(sorted(scopes))))
    if call.instead:
        said.append(words("instead", instead=call.instead))
    return tuple(said) or ("",)
