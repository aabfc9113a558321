"""A tenant that answers discovery with given lists, so that a tenant of any size costs nothing."""

from collections.abc import Callable, Mapping
from typing import Any

from token_conformance.exchange.client import Names
from token_conformance.live.discovery.ask import Ask, Body, NotShownError
from token_conformance.live.probes import Reply
from token_conformance.model.cell import Product
from token_conformance.model.outcome import Outcome

Answer = Body | Callable[[Mapping[str, Any]], Body]


class CannedTenant(Ask):
    """Answers each path with a JSON object, or with what a function makes of the parameters; refuses other paths.

    `asked` has the paths with their parameters filled in, in order.
    """

    def __init__(self, answers: Mapping[str, Answer], *, knows_caller: bool = True) -> None:
        self._answers = answers
        self._knows_caller = knows_caller
        self.asked: list[str] = []

    def get(self, product: Product, path: str, names: Names | None = None, /, **query: str | int) -> Body:  # noqa: ARG002  # the shape of Ask
        """The answer of a path."""
        self.asked.append(path.format_map(names or {}))
        answer = self._answers.get(path)
        if answer is None:
            raise NotShownError(f"GET {path} is answered with hidden (404)")
        return answer({**(names or {}), **query}) if callable(answer) else answer

    def who(self, product: Product) -> Reply:  # noqa: ARG002  # the shape of Ask
        """Whether the product knows the caller."""
        return Reply(Outcome.WORKS, "me") if self._knows_caller else Reply(Outcome.FORBIDDEN, detail="(403)")
