"""Tests of what follows from answers, against every possible token of small made-up catalogues."""

import random
from collections.abc import Callable, Iterator
from itertools import combinations

import pytest

from token_conformance.advice.reach.choice import next_class
from token_conformance.advice.reach.classes import ScopeClass
from token_conformance.advice.reach.knowledge import Knowledge
from token_conformance.advice.reach.lattice import Lattice

SCOPES = "abcdef"
Grants = Callable[[int, frozenset[str]], bool]


def one_class(*sets: str) -> ScopeClass:
    """A class whose scopes have names of one letter."""
    return ScopeClass(tuple(map(frozenset, sets)), ())


def knowledge_of(*classes: ScopeClass) -> Knowledge:
    """Nothing is known yet."""
    return Knowledge(Lattice(classes))


def decided(knowledge: Knowledge) -> str:
    """One sign for each class: met, unmet or undecided."""
    numbers = range(len(knowledge.lattice.classes))
    return "".join("+" if knowledge.met >> one & 1 else "-" if knowledge.unmet >> one & 1 else "?" for one in numbers)


@pytest.mark.parametrize(
    ("classes", "answers", "expected"),
    [
        ([["a"], ["ab"]], {1: True}, "++"),
        ([["a"], ["ab"]], {0: False}, "--"),
        ([["a"], ["ab"]], {0: True}, "+?"),
        ([["a"], ["b"], ["ab"]], {0: True, 1: True}, "+++"),
        ([["a"], ["b"], ["ab"]], {0: True, 2: False}, "+--"),
        ([["a", "b"], ["a"], ["b"]], {0: True}, "+??"),
        ([["a", "b"], ["a"], ["b"]], {0: True, 1: False}, "+-+"),
        ([["a", "b"], ["a"], ["b"]], {0: False}, "---"),
        ([["a", "bc"], ["a", "b"]], {0: True}, "++"),
        ([["a", "bc"], ["a", "bd"]], {0: True}, "+?"),
        ([["ab", "cd"], ["ab"], ["cd"]], {0: True, 1: False}, "+-?"),  # a and c could be enough
        ([["ab", "cd"], ["ab"], ["cd"]], {1: False, 2: False}, "?--"),
        ([["ab", "cd"], ["a"], ["b"], ["cd"]], {1: False, 2: False, 3: False}, "----"),  # nothing of one set
        ([["ab", "cd"], ["ab"]], {1: True}, "++"),
        ([["ab", "cd"], ["ab"], ["cd"]], {0: False}, "---"),
    ],
)
def test_what_follows(classes: list[list[str]], answers: dict[int, bool], expected: str) -> None:
    """An answer decides the classes that follow from it, whichever of two sets it rests on, and no other."""
    knowledge = knowledge_of(*(one_class(*sets) for sets in classes))
    for number, met in answers.items():
        knowledge.learn(number, met=met)
    assert decided(knowledge) == expected


def test_scopes_are_named_if_they_are_certain() -> None:
    """A scope is present if a whole set has it, and absent if it alone can be missing."""
    knowledge = knowledge_of(one_class("ab"), one_class("abc"), one_class("de", "f"))
    knowledge.learn(0, met=True)
    knowledge.learn(1, met=False)
    knowledge.learn(2, met=True)
    assert knowledge.lattice.names(knowledge.present) == frozenset("ab")
    assert knowledge.lattice.names(knowledge.absent) == frozenset("c")


@pytest.mark.parametrize("seed", range(40))
def test_nothing_is_ever_wrong(seed: int) -> None:
    """Whatever the token has, and whichever classes a mix of two sets allows, no conclusion is wrong."""
    chance = random.Random(seed)  # noqa: S311  # no secret
    classes = list({_made_up(chance): None for _ in range(9)})
    mixes = [chance.random() < 0.5 for _ in classes]
    asked = chance.sample(range(len(classes)), chance.randint(1, len(classes)))
    for scopes in _every_token():
        _check(classes, asked, scopes, lambda number, held: _allows(classes[number], held, mixes=mixes[number]))


def _check(classes: list[ScopeClass], asked: list[int], scopes: frozenset[str], grants: Grants) -> None:
    knowledge = knowledge_of(*classes)
    while (number := next_class(knowledge, asked)) is not None:
        knowledge.learn(number, met=grants(number, scopes))
    assert not knowledge.met & knowledge.unmet
    for number in range(len(classes)):
        sign = decided(knowledge)[number]
        assert sign in {"+-"[not grants(number, scopes)], "?"}, (classes, scopes, number)
        assert sign != "?" or number not in asked
    assert knowledge.lattice.names(knowledge.present) <= scopes
    assert not knowledge.lattice.names(knowledge.absent) & scopes


def _allows(one: ScopeClass, scopes: frozenset[str], *, mixes: bool) -> bool:
    """Whether a token may call a class; with `mixes`, a part of each of its sets is enough."""
    return any(held <= scopes for held in one.sets) or (mixes and one.may_mix and all(scopes & s for s in one.sets))


def _made_up(chance: random.Random) -> ScopeClass:
    sets = {frozenset(chance.sample(SCOPES, chance.randint(1, 3))) for _ in range(chance.randint(1, 2))}
    return ScopeClass(tuple(sorted(sets, key=sorted)), ())


def _every_token() -> Iterator[frozenset[str]]:
    return (frozenset(held) for size in range(len(SCOPES) + 1) for held in combinations(SCOPES, size))
