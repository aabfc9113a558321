"""What discovery found in a tenant, what the tenant lacks, and which products it leaves out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from token_conformance.errors import shortened
from token_conformance.live.variables import VARIABLES
from token_conformance.model.answer import printable
from token_conformance.model.cell import Product

CHECKS = {variable.field: variable.check for variable in VARIABLES}


@dataclass(frozen=True)
class Thing:
    """The value of a setting, and what it names, in words for a person: `project "Web"`.

    `is_made` says that the run has created it, and deletes it at its end.
    """

    value: str
    what: str
    is_made: bool = False


@dataclass
class Findings:
    """The things by the field of the tenant that they set, and the reasons of what is missing.

    `given` are the values that the user has set, by field; they are never replaced. `lacking` has a reason for each
    need that the tenant does not meet: a field, or a word of `NEEDS`. `absent` has the products that are left out, and
    `places` the project, desk or space in which a run could make the thing of a field.
    """

    given: Mapping[str, str]
    things: dict[str, Thing] = field(default_factory=dict)
    lacking: dict[str, str] = field(default_factory=dict)
    absent: dict[Product, str] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    requests: int = 0

    def plain(self) -> dict[str, dict[str, Any]]:
        """What a worker of the run needs of it, in types that can be sent to another process."""
        things = {name: (thing.value, thing.what, thing.is_made) for name, thing in self.things.items()}
        absent = {str(product): reason for product, reason in self.absent.items()}
        return {"things": things, "lacking": dict(self.lacking), "absent": absent}

    @classmethod
    def of_plain(cls, given: Mapping[str, str], plain: Mapping[str, Mapping[str, Any]]) -> Self:
        """The findings that another process has sent."""
        return cls(
            given,
            things={name: Thing(*thing) for name, thing in plain["things"].items()},
            lacking=dict(plain["lacking"]),
            absent={Product(product): reason for product, reason in plain["absent"].items()},
        )

    def value(self, name: str) -> str:
        """The value of a field that the user has set, or else that was found; empty if there is none."""
        return self.given.get(name) or (self.things[name].value if name in self.things else "")

    def is_unset(self, *names: str) -> bool:
        """Whether the user has not set at least one of some fields."""
        return any(name not in self.given for name in names)

    def find(self, name: str, value: object, what: str) -> None:
        """Note a thing, unless the user has set its field, or its value cannot be one: it comes from the tenant."""
        text = str(value)
        if name not in self.given and text and CHECKS[name](text) is None:
            self.things[name] = Thing(text, what)
            self.lacking.pop(name, None)

    def lack(self, need: str, reason: str) -> None:
        """Note that a need is not met, unless it is a field that is set or was found."""
        if not self.value(need):
            self.lacking[need] = reason


def quoted(name: object) -> str:
    """The name of a thing in the tenant as one short line in quotes; it can have any text."""
    return f'"{shortened(" ".join(printable(str(name)).split()))}"'


def masked(name: object) -> str:
    """The name of something that is named after a person, as its first letter."""
    return f'"{printable(str(name))[:1]}\N{HORIZONTAL ELLIPSIS}"'
