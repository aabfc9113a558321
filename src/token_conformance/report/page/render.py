"""The page as HTML text, and the templates that this project's pages are made with."""

from base64 import b64encode
from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from token_conformance.model.cell import FORMS
from token_conformance.report.comparison import sites as site_report
from token_conformance.report.every_call import ONLY_KNOWN, listed, of_catalogue
from token_conformance.report.evidence import GRADE_MEANINGS
from token_conformance.report.legend import OPEN, OPEN_MEANING, column_meanings, column_title, spoken
from token_conformance.report.page.catalogue_data import catalogue_data
from token_conformance.report.page.every_call import every_call
from token_conformance.report.page.opening import CLOUD_ID, bases, published_by
from token_conformance.report.page.questions import QUESTIONS
from token_conformance.report.page.view import PageSection, view
from token_conformance.report.provenance import HONESTY, SOURCES, provenance
from token_conformance.results.file import Results
from token_conformance.results.history import History
from token_conformance.results.sites import Sites

_STYLES = ("page.css", "answers.css", "matrix.css", "every_call.css", "integrations.css", "print.css")
_SCRIPTS = (
    "copy.js",
    "element.js",
    "reading.js",
    "catalogue.js",
    "resolve.js",
    "words.js",
    "every_call.js",
    "answers.js",
    "matrix.js",
)
"""The parts of the page's style and of its script, in their order."""


def render(
    results: Results, history: History, integrations: PageSection | None = None, sites: Sites | None = None
) -> str:
    """Write the page: the same cells and history give the same text, in any order of the run.

    `integrations` is shown below the matrix, and then what differs between `sites`.
    """
    style, script = _assets(_STYLES), _assets(_SCRIPTS)
    shown = view(listed(results), history)
    return template(__package__, "page.html").render(
        view=shown,
        every_call=every_call(of_catalogue(results).cells),
        only_known=ONLY_KNOWN,
        integrations=integrations,
        sites=sites,
        site_sentence=site_report.sentence,
        listed_sites=site_report.listed,
        outcome_at=site_report.label,
        bases=bases(),
        cloud_id=CLOUD_ID,
        published_by=list(published_by()),
        questions=QUESTIONS,
        catalogue=Markup(catalogue_data()),  # noqa: S704  # it has no `<`
        provenance=provenance(results),
        honesty=HONESTY,
        sources=SOURCES,
        columns=column_meanings([*shown.columns, *((one.cell.credential, one.cell.url_form) for one in shown.beside)]),
        column_title=column_title,
        spoken=spoken,
        forms=FORMS,
        grades=GRADE_MEANINGS,
        open_label=OPEN,
        open_meaning=OPEN_MEANING,
        style=style,
        script=script,
        policy=_content_security_policy(style, script),
    )


@cache
def template(package: str, name: str) -> Template:
    """Load a template from the folder `templates` of a package.

    The template escapes every text, and a variable that it does not get is an error.
    """
    environment = Environment(
        loader=PackageLoader(package),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template(name)


def _assets(names: Iterable[str]) -> Markup:
    """Files next to the template; they are not escaped, because they are as trusted as the template."""
    folder = files(__package__).joinpath("templates")
    return Markup("".join(folder.joinpath(name).read_text(encoding="utf-8") for name in names))  # noqa: S704  # our own


def _content_security_policy(style: str, script: str) -> str:
    """A policy that allows only the page's own style and script, even if a recorded text contained HTML."""
    return (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}';"
        " img-src data:; base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return "sha256-" + b64encode(sha256(text.encode()).digest()).decode()
