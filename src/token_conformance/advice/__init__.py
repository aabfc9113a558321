"""Answers for a person or a script: whether a call works, how that is known, what works instead, and why one failed."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from token_conformance.advice.diagnosis.diagnose import diagnose
    from token_conformance.advice.diagnosis.diagnosis import Diagnosis
    from token_conformance.advice.explanation.explain import explain
    from token_conformance.advice.explanation.explanation import Explanation
    from token_conformance.advice.least_scopes.answer import LeastScopes, scopes
    from token_conformance.advice.reach.reach import Reach
    from token_conformance.advice.reach.search import find_reach
else:
    from importlib import import_module

    _MODULES = {
        "Diagnosis": "token_conformance.advice.diagnosis.diagnosis",
        "Explanation": "token_conformance.advice.explanation.explanation",
        "LeastScopes": "token_conformance.advice.least_scopes.answer",
        "Reach": "token_conformance.advice.reach.reach",
        "diagnose": "token_conformance.advice.diagnosis.diagnose",
        "explain": "token_conformance.advice.explanation.explain",
        "find_reach": "token_conformance.advice.reach.search",
        "scopes": "token_conformance.advice.least_scopes.answer",
    }

    def __getattr__(name: str) -> Any:
        """Import a name when it is first used: a command that needs one of them does not wait for the others."""
        if name not in _MODULES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(import_module(_MODULES[name]), name)


__all__ = ["Diagnosis", "Explanation", "LeastScopes", "Reach", "diagnose", "explain", "find_reach", "scopes"]
