"""How the cells came to be as they are: a line a transition, never a line a run."""

from token_conformance.history.history import History
from token_conformance.history.transition import Transition

__all__ = ["History", "Transition"]
