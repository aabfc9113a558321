"""In which places a mutant of the edge shows itself."""

from collections.abc import Callable

from token_conformance.model import UrlForm
from token_conformance.mutants.strikes.place import Place

Where = Callable[[Place], bool]
"""Whether a place is one of those."""


def anywhere(_: Place) -> bool:
    """Every place."""
    return True


def at_site(place: Place) -> bool:
    """The site form."""
    return place.form is UrlForm.SITE


def at_gateway(place: Place) -> bool:
    """The gateway form."""
    return place.form is UrlForm.GATEWAY


def operation_at(form: UrlForm, name: str) -> Where:
    """One published operation at one URL form."""
    return lambda place: place.form is form and place.operation == name


def below(form: UrlForm, path: str) -> Where:
    """The paths of the site that begin so, at one URL form."""
    return lambda place: place.form is form and place.path.startswith(path)


def open_at_site(place: Place) -> bool:
    """Where the site answers strangers (S2)."""
    return at_site(place) and place.is_anonymous


def jira_gate(place: Place) -> bool:
    """Where the Jira site turns strangers away at its gate (S3)."""
    return at_site(place) and not place.is_confluence and not place.is_anonymous
