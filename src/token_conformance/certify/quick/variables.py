"""The environment variables by which public tools take the URL, the account and the token of Atlassian Cloud.

A command gets all of them, because nobody has said yet which ones it reads.
"""

from collections.abc import Iterator, Mapping

from token_conformance.certify.subject.subject import Configuration
from token_conformance.model.cell import UrlForm
from token_conformance.model.url import APPS, GATEWAY_HOST, SITE_DOMAIN, gateway_prefix

_URLS = ("URL", "BASE_URL", "SITE_URL", "SERVER", "SERVER_URL", "INSTANCE_URL", "API_URL", "HOST")
_HOSTS = ("DOMAIN", "HOSTNAME", "SITE")
"""The URL without `https://`."""
_ACCOUNTS = ("EMAIL", "USER_EMAIL", "USER", "USERNAME", "LOGIN")
_TOKENS = ("API_TOKEN", "TOKEN", "API_KEY", "PASSWORD")
"""None of those that products take as a personal access token of Data Center, which they send as Bearer."""

_SITE_NAMES = ("ATLASSIAN_SITE_NAME", "ATLASSIAN_JIRA_SITE_NAME", "ATLASSIAN_CONFLUENCE_SITE_NAME")
_PREFIXES = ("JIRA", "CONFLUENCE", "ATLASSIAN")

URL = "{url}"
"""The placeholder of a quick look for the URL of the scenario: that of the site, or of the app at the gateway."""


def url_of(app: str, form: UrlForm) -> str:
    """The placeholder of subject files for the URL of an app in a form."""
    return "{site_url}" if form is UrlForm.SITE else f"{{{app}_gateway_url}}"


def configuration(app: str, own: Mapping[str, str]) -> Configuration:
    """The settings of a command that asks `app`: all common variables, and the user's `own` in place of theirs."""
    site, gateway = (_settings(app, form) | _with_url(own, app, form) for form in (UrlForm.SITE, UrlForm.GATEWAY))
    return Configuration(site=site, gateway=gateway)


def names() -> tuple[str, ...]:
    """The names of all common variables; those of the cloud id are set at the gateway only."""
    return tuple(_settings(APPS[0], UrlForm.GATEWAY))


def _with_url(own: Mapping[str, str], app: str, form: UrlForm) -> dict[str, str]:
    return {name: text.replace(URL, url_of(app, form)) for name, text in own.items()}


def _settings(app: str, form: UrlForm) -> dict[str, str]:
    settings = dict.fromkeys(_SITE_NAMES, "{site}")
    for prefix in _PREFIXES:
        settings |= _of_prefix(prefix, _app_of(prefix, app), form)
    return settings


def _app_of(prefix: str, app: str) -> str:
    return prefix.lower() if prefix.lower() in APPS else app


def _of_prefix(prefix: str, app: str, form: UrlForm) -> Iterator[tuple[str, str]]:
    host = f"{{site}}.{SITE_DOMAIN}"
    if form is UrlForm.GATEWAY:
        host = f"{GATEWAY_HOST}{gateway_prefix(app, '{cloud_id}')}"
        yield f"{prefix}_CLOUD_ID", "{cloud_id}"
    values = {_URLS: url_of(app, form), _HOSTS: host, _ACCOUNTS: "{email}", _TOKENS: f"{{{app}_token}}"}
    yield from ((f"{prefix}_{end}", value) for ends, value in values.items() for end in ends)
