"""What is known of a token's scopes after some answers, and which classes of operations follow from it.

An operation is allowed by all scopes of one of its sets; the answer does not say by which. Whether a part of each set
is enough is not known, so nothing here depends on it: see `ScopeClass.may_mix`.
"""

from token_conformance.advice.reach.lattice import Lattice, group_of, members, union


class Knowledge:
    """Answers of the gateway, with all that follows from them.

    `met` and `unmet` are the groups of classes that the token can and cannot call. `met_sets` and `unmet_sets` are the
    groups of the sets that it has whole and that it lacks a scope of. `present` and `absent` are groups of scopes.
    """

    def __init__(self, lattice: Lattice) -> None:
        self.lattice = lattice
        self.met = self.unmet = 0
        self.met_sets = self.unmet_sets = 0
        self.present = self.absent = 0
        self._choices: list[int] = []  # classes that one of two sets allows, and it is not known which
        self._refused: list[int] = []  # sets of classes that were refused

    @property
    def undecided(self) -> int:
        """The group of the classes of which neither is known."""
        return self.lattice.every_class & ~self.met & ~self.unmet

    def learn(self, number: int, *, met: bool) -> None:
        """Add the answer for a class: whether the scope check let the token through."""
        if met:
            self.met |= 1 << number
            self._choices += [] if self.lattice.mixable >> number & 1 else [number]
        else:
            self.unmet |= 1 << number
            self._refused += self.lattice.alternatives[number]
            self.unmet_sets |= union(self.lattice.above[one] for one in self.lattice.alternatives[number])
        while self._infer():
            pass
        self._decide()

    def open_sets(self, number: int) -> list[int]:
        """The sets of a class that the token may have whole."""
        return [one for one in self.lattice.alternatives[number] if not self.unmet_sets >> one & 1]

    def _infer(self) -> bool:
        """One round of inferences about sets and scopes; returns whether something is new."""
        before = self.met_sets, self.unmet_sets
        self._choose()
        self._complete()
        self._name_missing()
        return before != (self.met_sets, self.unmet_sets)

    def _choose(self) -> None:
        """Of a class that is met, the only set that can be whole is."""
        for number in self._choices:
            if len(possible := self.open_sets(number)) == 1:
                self.met_sets |= self.lattice.below[possible[0]]
        self._choices = [number for number in self._choices if not self._has_met_set(number)]

    def _complete(self) -> None:
        """A set is whole if each of its scopes is in a set that is."""
        lattice = self.lattice
        self.present = union(lattice.sets[one] for one in members(self.met_sets))
        self.met_sets |= group_of(one for one, scopes in enumerate(lattice.sets) if scopes & ~self.present == 0)

    def _name_missing(self) -> None:
        """A set that was refused lacks the only scope that may be missing, and so does every other set with it."""
        for one in self._refused:
            missing = self.lattice.sets[one] & ~self.present
            self.absent |= missing if missing.bit_count() == 1 else 0
        self.unmet_sets |= union(self.lattice.with_scope[scope] for scope in members(self.absent))

    def _decide(self) -> None:
        """The classes that follow. Of two possible sets, one is whole: a class that either of them allows is met."""
        lattice = self.lattice
        self.met |= union(lattice.classes_of[one] for one in members(self.met_sets))
        for number in self._choices:
            one, other = self.lattice.alternatives[number]
            self.met |= lattice.classes_below[one] & lattice.classes_below[other]
        self.unmet |= group_of(filter(self._is_unmet, members(self.undecided)))

    def _is_unmet(self, number: int) -> bool:
        """A class that a mix might allow is unmet only if the token has no scope at all of one of its sets."""
        if self.open_sets(number):
            return False
        sets = (self.lattice.sets[one] for one in self.lattice.alternatives[number])
        return not self.lattice.mixable >> number & 1 or any(scopes & ~self.absent == 0 for scopes in sets)

    def _has_met_set(self, number: int) -> bool:
        return any(self.met_sets >> one & 1 for one in self.lattice.alternatives[number])
