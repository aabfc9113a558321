"""An open cell: the published evidence of its outcome is contradictory or absent."""

from dataclasses import dataclass

from token_conformance.model.cell import Credential, UrlForm

STANDING = "open"
"""The standing of such a cell in files of deviations and of results."""


@dataclass(frozen=True, kw_only=True)
class OpenCell:
    """A cell that is run, recorded and shown, and neither passes nor fails.

    `sides` are the published observations that contradict each other, each with its evidence; empty if nothing is
    published. `effect` says in one line what this means to the user. It is declared in `file` at `line`.
    """

    endpoint: str
    credential: Credential
    url_form: UrlForm
    sides: tuple[str, ...]
    effect: str
    file: str
    line: int

    @property
    def cell(self) -> str:
        """The id of the cell, such as `confluence/get-page/scoped-site`."""
        return f"{self.endpoint}/{self.credential}-{self.url_form}"

    @property
    def basis(self) -> str:
        """What is published for each side, in one line."""
        return "; against: ".join(self.sides) or "nothing is published"

    @property
    def reason(self) -> str:
        """The line that explains the cell in the report of its test."""
        return f"{STANDING}: {self.basis}: {self.effect}"

    def facts(self) -> dict[str, str]:
        """The entry as a result has it: every value of the file except the names of the cell."""
        return {"standing": STANDING, "sides": self.basis, "effect": self.effect}
