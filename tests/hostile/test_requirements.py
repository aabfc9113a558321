"""Every requirement of the suites gives a verdict for any answer, and `works` only for a success."""

import inspect
import json
from collections.abc import Hashable
from dataclasses import replace
from pathlib import Path
from typing import Unpack

from hypothesis import strategies as st

from properties import given
from token_conformance.exchange.client import Parts, Send
from token_conformance.model.answer import Answer
from token_conformance.model.cell import COLUMNS, Cell, Credential, Endpoint, Product, UrlForm
from token_conformance.model.outcome import Outcome
from token_conformance.model.target import DISPOSABLE_ISSUE, DISPOSABLE_PAGE, TITLE, TRANSITION
from token_conformance.model.tenant import PLACEHOLDER_TENANT
from token_conformance.results.record import CellResult
from token_conformance.suite.collection import Requirement, Suites
from token_conformance.suite.conclude import Ended, conclude

SUITES = Path(__file__).parents[2] / "suites" / "endpoints"
REQUIREMENTS = Suites(SUITES, Path()).requirements
FIXTURES = {
    "tenant": PLACEHOLDER_TENANT,
    "caller": PLACEHOLDER_TENANT.account_id,
    "title": TITLE,
    "disposable_issue": DISPOSABLE_ISSUE,
    "disposable_page": DISPOSABLE_PAGE,
    "transition": TRANSITION,
}
PROJECTS = Endpoint(Product.JIRA_PLATFORM, "list-projects", "GET /rest/api/3/project")


class OneAnswer:
    """A sender with one answer."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def send(self, cell: Cell, **parts: Unpack[Parts]) -> Answer:  # noqa: ARG002  # any request has this answer
        """Return the answer."""
        return self.answer


def _result(requirement: Requirement, cell: Cell, answer: Answer) -> CellResult:
    """The result of a cell, computed as for a test of the suites."""
    send = Send(OneAnswer(answer), cell)
    wanted = inspect.signature(requirement).parameters
    ending: Exception | None = None
    try:
        requirement(**{name: send if name == "send" else FIXTURES[name] for name in wanted})
    except Exception as error:  # noqa: BLE001  # as the plugin does
        ending = error
    conclusion = conclude(Ended(cell=cell, calls=send.calls, answer=send.answer), ending)
    assert conclusion is not None
    return conclusion.result


@given(answer=st.from_type(Answer), endpoint=st.sampled_from(list(REQUIREMENTS)), column=st.sampled_from(COLUMNS))
def test_any_answer_ends_in_a_result(answer: Answer, endpoint: Endpoint, column: tuple[Credential, UrlForm]) -> None:
    """No answer is an error of a test, and no answer without a success status works."""
    result = _result(REQUIREMENTS[endpoint], Cell(endpoint, *column), answer)
    assert result.outcome is not None
    assert 200 <= answer.status <= 299 or result.outcome is not Outcome.WORKS
    assert result == CellResult.from_json(result.to_json())


_KEYS: st.SearchStrategy[object] = st.sampled_from([PLACEHOLDER_TENANT.project_key, "OTHER", "", None, [], {}, 1])
_PROJECTS = st.lists(st.fixed_dictionaries({"key": _KEYS}) | _KEYS, max_size=3)


def _has_a_key(project: object) -> bool:
    """Whether an element of the list has the published form."""
    return isinstance(project, dict) and isinstance(project.get("key", []), Hashable)


@given(answer=st.from_type(Answer), projects=_PROJECTS, encoding=st.sampled_from(["utf-8", "utf-16", "utf-8-sig"]))
def test_projects_work_where_the_project_is_listed_and_nowhere_else(
    answer: Answer, projects: list[object], encoding: str
) -> None:
    """The project must be in the list, and the status must be a success."""
    answer = replace(answer, body=json.dumps(projects).encode(encoding))
    result = _result(REQUIREMENTS[PROJECTS], Cell(PROJECTS, Credential.SCOPED, UrlForm.SITE), answer)
    is_listed = all(map(_has_a_key, projects)) and {"key": PLACEHOLDER_TENANT.project_key} in projects
    assert (result.outcome is Outcome.WORKS) == (is_listed and 200 <= answer.status <= 299)
