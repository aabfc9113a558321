"""What to do about a cause, with what is known of the operation that was called: its scopes, and what replaced it."""

from token_conformance.advice.explanation.causes import Cause
from token_conformance.advice.explanation.facts import Facts
from token_conformance.advice.explanation.place import family_at, operation_of, state_of
from token_conformance.advice.explanation.words import words
from token_conformance.catalogue.operations import Operation


def remedy_of(cause: Cause, facts: Facts) -> str:
    """The remedy of a cause, in whole sentences."""
    more = ""
    if cause.id == "missing-scope" and (operation := operation_of(facts.failed)):
        more = _scopes(operation)
    if cause.id == "removed-operation" and (state := state_of(facts.failed)) and state.successor:
        more = words("successor").format(name=state.name, successor=state.successor)
    if cause.id == "own-credential" and (found := family_at(facts.failed)):
        more = words("takes").format(instead=found[0].instead.rstrip("."))
    return f"{cause.remedy} {more}".strip()


def _scopes(operation: Operation) -> str:
    sets = [", ".join(sorted(scopes)) for scopes in (operation.classic, operation.granular) if scopes]
    if not sets:
        return ""
    return words("scopes").format(name=operation.name, scopes=words("or").join(sets))
