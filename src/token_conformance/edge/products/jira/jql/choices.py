"""Fields whose values are things of the tenant, such as projects, users or statuses."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from token_conformance.edge.products.api import ApiError
from token_conformance.edge.products.jira.answers import NotModelledError
from token_conformance.edge.products.jira.jql.context import Condition, Context, unsupported
from token_conformance.edge.products.jira.jql.syntax import Clause, Operand
from token_conformance.edge.tenant.issue import Issue

Things = Iterable[Any]
Function = Callable[[Context, tuple[str, ...]], Things]

_OPERATORS = {"=", "!=", "in", "not in", "is", "is not"}
_NEGATED = {"!=", "not in", "is not"}
_ORDERED = {"<": (-1,), "<=": (-1, 0), ">": (1,), ">=": (0, 1)}

_NAMES = (
    "approved approver breached cascadeoption choiceoption closedsprints completed componentsleadbyuser "
    "currentlogin currentuser customerdetail earliestunreleasedversion elapsed endofday endofmonth endofweek "
    "endofyear entitlementdetail entitlementproduct everbreached futuresprints issuehistory "
    "issueswithremotelinksbyglobalid lastlogin latestreleasedversion linkedissue linkedissues membersof "
    "myapproval mypending myteams now opensprints organizationdetail organizationmembers outdated parentissuesof "
    "paused pending pendingby projectsleadbyuser projectswhereuserhaspermission projectswhereuserhasrole "
    "recentprojects releasedversions remaining running standardissuetypes startofday startofmonth startofweek "
    "startofyear subtaskissuetypes unreleasedversions updatedby votedissues watchedissues workitemhistory "
    "withincalendarhours"
)
KNOWN_FUNCTIONS = frozenset(_NAMES.split())
"""The functions that Atlassian documents, in lower case."""


def missing_value(value: str, name: str) -> ApiError:
    """The error for a value that the tenant does not have."""
    return ApiError(400, f"The value '{value}' does not exist for the field '{name}'.")


@dataclass(frozen=True)
class Choice:
    """A field of things: those that an issue has, all of the tenant, and the names of one of them.

    Without `known`, any text is a value. `rank` makes the things comparable by `<` and `>`; `is_ranked_by_jira` says
    that they are comparable in Jira, but not here.
    A condition with `!=` or NOT IN holds only for issues that have a value, as in Jira.
    """

    of: Callable[[Context, Issue], Things]
    names: Callable[[Any], tuple[str, ...]] = lambda thing: (str(thing),)
    known: Callable[[Context], Things] | None = None
    functions: Mapping[str, Function] = field(default_factory=dict)
    rank: Callable[[Any], int] | None = None
    is_ranked_by_jira: bool = False
    missing: Callable[[str, str], ApiError] = missing_value
    empty_names: tuple[str, ...] = ()

    def condition(self, context: Context, clause: Clause) -> Condition:
        """Whether an issue fulfils a clause on this field. Raises ApiError (400)."""
        if clause.operator in _ORDERED and self.rank:
            return self._comparison(context, clause)
        if clause.operator in _ORDERED and self.is_ranked_by_jira:
            raise NotModelledError(f"The local model does not know {clause.operator} for the field {clause.field}.")
        if clause.operator not in _OPERATORS:
            raise unsupported(clause.operator, clause.field)
        is_empty_wanted = any(self._is_empty(each) for each in clause.operands)
        operands = [each for each in clause.operands if not self._is_empty(each)]
        wanted = {self._key(thing) for each in operands for thing in self._things(context, clause.field, each)}
        return self._membership(context, wanted, is_empty_wanted=is_empty_wanted, negated=clause.operator in _NEGATED)

    def keys(self, context: Context, issue: Issue) -> set[str]:
        """What identifies the values of an issue."""
        return {self._key(thing) for thing in self.of(context, issue)}

    def _membership(self, context: Context, wanted: set[str], *, is_empty_wanted: bool, negated: bool) -> Condition:
        def holds(issue: Issue) -> bool:
            keys = self.keys(context, issue)
            if negated:
                return bool(keys) and keys.isdisjoint(wanted)
            return not keys.isdisjoint(wanted) or (is_empty_wanted and not keys)

        return holds

    def _comparison(self, context: Context, clause: Clause) -> Condition:
        rank, signs = self.rank, _ORDERED[clause.operator]
        assert rank is not None  # noqa: S101  # the caller has seen it
        [limit, *_] = [rank(thing) for thing in self._things(context, clause.field, clause.operands[0])] or [0]

        def holds(issue: Issue) -> bool:
            found = [rank(thing) - limit for thing in self.of(context, issue)]
            return any((each > 0) - (each < 0) in signs for each in found)

        return holds

    def _is_empty(self, operand: Operand) -> bool:
        return operand.kind == "empty" or (operand.kind == "value" and operand.text.casefold() in self.empty_names)

    def _things(self, context: Context, name: str, operand: Operand) -> Things:
        if operand.kind == "function":
            return self._call(context, operand, name)
        if self.known is None:
            return [operand.text]
        wanted = operand.text.casefold()
        found = [each for each in self.known(context) if wanted in (one.casefold() for one in self.names(each))]
        if not found:
            raise self.missing(operand.text, name)
        return found

    def _call(self, context: Context, operand: Operand, name: str) -> Things:
        function = operand.text.casefold()
        if function in self.functions:
            return self.functions[function](context, operand.arguments)
        if function not in KNOWN_FUNCTIONS:
            raise ApiError(400, f"Unable to find JQL function '{operand.text}({', '.join(operand.arguments)})'.")
        raise NotModelledError(f"The local model does not know the JQL function {operand.text}() for the field {name}.")

    def _key(self, thing: Any) -> str:
        return self.names(thing)[0].casefold()
