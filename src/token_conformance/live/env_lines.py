"""What was found in a tenant as lines of a file `.env`, and as JSON."""

import json
from collections.abc import Collection, Iterator, Mapping
from shlex import quote

from token_conformance.live.discovery.needs import UNVERIFIED
from token_conformance.live.preflight import Checked
from token_conformance.live.variables import THINGS, name_of, names_of

FORMAT = 1
"""The number of the JSON's format."""

LeavesOut = Mapping[str, Collection[str]]
"""By need, the operations whose cells are not sent if it is not met."""


def env_lines(checked: Checked, leaves_out: LeavesOut) -> Iterator[str]:
    """Lines of `NAME=value`, each below a comment that says what it names, and a comment for all that is missing."""
    settings = checked.settings
    yield f"# Found in {settings.tenant.site_host} by {checked.requests} requests; add these lines to the file .env."
    if settings.given:
        yield f"# set already: {names_of(settings.given)}"
    for field in THINGS:
        if thing := settings.found.get(field):
            yield f"# {thing.what}"
            yield f"{name_of(field)}={quote(thing.value)}"
    for need, reason in settings.lacking.items():
        if operations := sorted(leaves_out.get(need, ())):
            yield f"# not found: {reason}; not sent: {', '.join(operations)}"
    for product, reason in settings.absent.items():
        yield f"# left out: {product.title} ({reason})"
    yield f"# not checked: {UNVERIFIED}"


def env_json(checked: Checked, leaves_out: LeavesOut) -> str:
    """The same for programs."""
    settings = checked.settings
    document = {
        "format": FORMAT,
        "site": settings.tenant.site,
        "requests": checked.requests,
        "set": {name_of(field): value for field, value in settings.given.items()},
        "found": [
            {"variable": name_of(field), "value": settings.found[field].value, "what": settings.found[field].what}
            for field in THINGS
            if field in settings.found
        ],
        "missing": [
            {"need": need, "reason": reason, "not_sent": sorted(leaves_out.get(need, ()))}
            for need, reason in settings.lacking.items()
        ],
        "left_out": [{"product": product, "reason": reason} for product, reason in settings.absent.items()],
        "not_checked": UNVERIFIED,
    }
    return json.dumps(document, indent=2, ensure_ascii=False)
