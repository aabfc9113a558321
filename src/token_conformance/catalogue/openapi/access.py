"""What an operation of an OpenAPI document says about access: scope sets, the anonymous caller and Basic.

Atlassian's documents name scopes at two places: in `security`, and in `x-atlassian-oauth2-scopes`, where each set has a
state and which counts if both name scopes. `Current` is the classic set and `Beta` the granular one, if there are both.
A set without a partner is granular if a scope in it has a name of three parts, such as `read:page:confluence`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from token_conformance.catalogue.openapi.node import TO_LEARN, Node, quoted

STATED_SCOPES = "x-atlassian-oauth2-scopes"
"""The extension that names sets of scopes with their state."""

_CURRENT, _BETA = "Current", "Beta"
_PARTS_OF_GRANULAR = 3

Scopes = frozenset[str]


@dataclass(frozen=True)
class Access:
    """The scope sets of an operation, whether it lists the empty security requirement, and whether it lists Basic.

    A token needs all of the classic or all of the granular set; an empty set does not exist.
    """

    classic: Scopes
    granular: Scopes
    anonymous: bool
    basic: bool


@dataclass(frozen=True)
class Schemes:
    """The security schemes of a document: the names of all, of OAuth and of Basic."""

    declared: frozenset[str]
    oauth: frozenset[str]
    basic: frozenset[str]

    @classmethod
    def of(cls, document: Node) -> "Schemes":
        """The schemes that a document declares."""
        components = document.get("components")
        declared = components.get("securitySchemes") if components else None
        schemes = {name: scheme.followed() for name, scheme in declared.items().items()} if declared else {}
        return cls(
            frozenset(schemes),
            frozenset(name for name, scheme in schemes.items() if scheme.require("type").text() == "oauth2"),
            frozenset(name for name, scheme in schemes.items() if _is_basic(scheme)),
        )

    def require(self, name: str, place: Node) -> str:
        """The name of a scheme; raises DocumentError if the document does not declare it."""
        if name not in self.declared:
            raise place.error(f"names the security scheme {quoted(name)}, which the document does not declare")
        return name


def access(operation: Node, document: Node, schemes: Schemes) -> Access:
    """What an operation says; `security` of the document applies to an operation without its own.

    Raises DocumentError for what cannot be understood: an unknown state, or more sets than a row has columns for.
    """
    requirements = _requirements(operation if operation.get("security") else document, schemes)
    required = [_of_oauth(one, schemes) for one in requirements if schemes.oauth & one.keys()]
    stated = _by_state(operation, schemes)
    classic, granular = _classified(stated, required)
    return Access(
        classic=_only(classic, "classic", operation),
        granular=_only(granular, "granular", operation),
        anonymous={} in requirements,
        basic=any(schemes.basic & one.keys() for one in requirements),
    )


def _requirements(node: Node, schemes: Schemes) -> list[Mapping[str, Scopes]]:
    """The security requirements, of which a caller needs one: the scopes by the scheme."""
    return [
        {schemes.require(name, one): _scopes(scopes.elements()) for name, scopes in one.items().items()}
        for one in node.parts("security")
    ]


def _of_oauth(requirement: Mapping[str, Scopes], schemes: Schemes) -> Scopes:
    """The scopes of a requirement: it needs all of its schemes."""
    return frozenset().union(*(scopes for name, scopes in requirement.items() if name in schemes.oauth))


def _by_state(operation: Node, schemes: Schemes) -> Mapping[str, list[Scopes]]:
    found: dict[str, list[Scopes]] = {}
    for entry in operation.parts(STATED_SCOPES):
        state = entry.require("state")
        if state.text() not in {_CURRENT, _BETA}:
            raise state.error(f"is {quoted(state.text())}, which is neither {_CURRENT} nor {_BETA}", TO_LEARN)
        schemes.require(entry.require("scheme").text(), entry)
        found.setdefault(state.text(), []).append(_scopes(entry.require("scopes").elements()))
    return found


def _classified(stated: Mapping[str, list[Scopes]], required: list[Scopes]) -> tuple[list[Scopes], list[Scopes]]:
    """The classic and the granular sets: by their state if there are both, otherwise by their names."""
    current, beta = stated.get(_CURRENT, required), stated.get(_BETA, [])
    if stated.keys() == {_CURRENT, _BETA} and current != beta:
        return current, beta
    return [one for one in current if not _is_granular(one)], [*filter(_is_granular, current), *beta]


def _only(sets: Iterable[Scopes], kind: str, operation: Node) -> Scopes:
    """The one set that is not empty; the empty set if there is none."""
    different = set(filter(None, sets))
    if len(different) > 1:
        raise operation.error(f"has {len(different)} sets of {kind} scopes, where a row has room for one", TO_LEARN)
    return different.pop() if different else frozenset()


def _scopes(nodes: Sequence[Node]) -> Scopes:
    return frozenset(node.word() for node in nodes)


def _is_granular(scopes: Scopes) -> bool:
    return any(scope.count(":") + 1 >= _PARTS_OF_GRANULAR for scope in scopes)


def _is_basic(scheme: Node) -> bool:
    named = scheme.get("scheme")
    return scheme.require("type").text() == "http" and named is not None and named.text().lower() == "basic"
