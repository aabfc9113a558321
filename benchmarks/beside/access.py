"""How a program gets to a running edge: its variables, the base URLs, and the credentials."""

import shlex
from base64 import b64encode
from dataclasses import dataclass
from pathlib import Path

from beside.cells import ReadCell


@dataclass(frozen=True)
class Access:
    """The variables of an edge's `--env-file`."""

    values: dict[str, str]

    @classmethod
    def read(cls, file: Path) -> "Access":
        """The variables of a file that a shell can source."""
        lines = [line.partition("=") for line in file.read_text(encoding="utf-8").splitlines() if line[:1] != "#"]
        return cls({name: "".join(shlex.split(value)) for name, _, value in lines})

    @property
    def email(self) -> str:
        """The e-mail address of the account."""
        return self.values["TOKEN_CONFORMANCE_EMAIL"]

    @property
    def authority(self) -> str:
        """The file of the edge's certificate authority."""
        return self.values["SSL_CERT_FILE"]

    def base(self, app: str, form: str) -> str:
        """The base URL of an app at a URL form."""
        return self.values["EDGE_SITE_URL" if form == "site" else f"EDGE_{app.upper()}_GATEWAY_URL"]

    def token(self, app: str, token: str) -> str:
        """The token of a type for an app."""
        kind = "UNSCOPED" if token == "unscoped" else f"SCOPED_{app.upper()}"  # noqa: S105  # the type of a token
        return self.values[f"TOKEN_CONFORMANCE_{kind}_TOKEN"]

    def basic(self, app: str, token: str) -> str:
        """The value of the header `Authorization`."""
        return "Basic " + b64encode(f"{self.email}:{self.token(app, token)}".encode()).decode()

    def url(self, cell: ReadCell) -> str:
        """The URL of a cell."""
        return self.base(cell.app, cell.form) + cell.path

    def authorization(self, cell: ReadCell) -> str:
        """The value of the header `Authorization` of a cell."""
        return self.basic(cell.app, cell.token)
