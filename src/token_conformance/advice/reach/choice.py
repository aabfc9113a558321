"""Which class to ask next: the one of which both answers decide many classes."""

from collections.abc import Iterable

from token_conformance.advice.reach.knowledge import Knowledge
from token_conformance.advice.reach.lattice import Lattice, group_of, members, union


def next_class(knowledge: Knowledge, targets: Iterable[int]) -> int | None:
    """The best class to ask among the undecided ones of `targets`, by number; None if all of them are decided."""
    wanted = knowledge.undecided & group_of(targets)
    almost = group_of(number for number in members(wanted) if len(knowledge.open_sets(number)) == 1)
    return max(members(wanted), key=lambda number: _worth(knowledge, number, wanted, almost), default=None)


def _worth(knowledge: Knowledge, number: int, wanted: int, almost: int) -> tuple[int, int]:
    """How many wanted classes a yes and a no decide: their product, so that neither answer tells too little.

    `almost` is the group of the wanted classes that one set alone may allow.
    """
    sets = knowledge.open_sets(number)
    if not sets or knowledge.lattice.mixable >> number & 1:
        return 1, 0
    yes = (_decided_by_yes(knowledge.lattice, sets) & wanted).bit_count()
    no = (_decided_by_no(knowledge.lattice, sets, almost) & wanted).bit_count()
    return yes * no, yes + no


def _decided_by_yes(lattice: Lattice, sets: list[int]) -> int:
    """The classes that each of the sets allows: the token has one of them."""
    decided = lattice.every_class
    for one in sets:
        decided &= lattice.classes_below[one]
    return decided


def _decided_by_no(lattice: Lattice, sets: list[int], almost: int) -> int:
    """The classes whose last set contains one of the sets, and those with a set above each of two."""
    above = [lattice.classes_above[one] for one in sets]
    both = above[0] & above[-1] if len(above) > 1 else 0
    return union(above) & almost | both
