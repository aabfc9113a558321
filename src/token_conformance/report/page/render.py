"""The templates of pages: every text in them is escaped, and a name that they do not get is an error."""

from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from token_conformance.model.cell import Credential, UrlForm
from token_conformance.report.evidence import GRADE_MEANINGS
from token_conformance.report.legend import COLUMN_MEANINGS, column_title
from token_conformance.report.page.view import PageSection, view
from token_conformance.report.provenance import HONESTY, SOURCES
from token_conformance.results.file import Results
from token_conformance.results.history import History


@cache
def template(package: str, name: str) -> Template:
    """The template of a name in a package's folder `templates`."""
    environment = Environment(
        loader=PackageLoader(package),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template(name)


_TOKENS = (Credential.UNSCOPED, Credential.SCOPED)


def render(results: Results, history: History, integrations: PageSection | None = None) -> str:
    """Make the page: the same text for the same cells and history, in whatever order the cells were run.

    `integrations` is shown below the matrix.
    """
    style, script = _own("page.css"), _own("page.js")
    return template(__package__, "page.html").render(
        view=view(results, history),
        integrations=integrations,
        honesty=HONESTY,
        sources=SOURCES,
        columns=COLUMN_MEANINGS,
        column_title=column_title,
        tokens=_TOKENS,
        forms=tuple(UrlForm),
        grades=GRADE_MEANINGS,
        style=style,
        script=script,
        policy=_policy(style, script),
    )


def _own(name: str) -> Markup:
    """A file beside the template, which is trusted as the template is."""
    return Markup(files(__package__).joinpath("templates", name).read_text(encoding="utf-8"))  # noqa: S704  # our own


def _policy(style: str, script: str) -> str:
    """A content security policy under which nothing that a recorded text could smuggle in would run or load."""
    return (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}';"
        " img-src data:; base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return "sha256-" + b64encode(sha256(text.encode()).digest()).decode()
