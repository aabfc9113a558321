"""The transport: only it knows the token, and it decides where each request goes, with or without the token."""

from base64 import b64encode
from functools import cached_property

import httpx

from either_token.app import App
from either_token.error import NotTakenError, PlainHttpError, UndecidedError, UnknownSiteError
from either_token.form import GATEWAY, Form, Gateway, Site, is_at
from either_token.patience import patiently

_TELLING = {httpx.codes.OK, httpx.codes.UNAUTHORIZED, httpx.codes.FORBIDDEN}
"""The statuses of an answer to the question for the caller's account that say something about the token."""


class EitherToken(httpx.BaseTransport):
    """Sends requests for `https://SITE.atlassian.net/...` to the URL form at which an API token of either kind works.

        site = "https://your-domain.atlassian.net"
        client = httpx.Client(base_url=site, transport=EitherToken(site, email, token))

    The token goes to the site and to its apps at the gateway; requests to other hosts are sent without it. A request
    that fails because of the token raises TokenError; a site that is not one of Atlassian Cloud raises ValueError.
    `sender` sends the addressed requests; the default one obeys `HTTPS_PROXY` and `SSL_CERT_FILE`, as httpx does.
    """

    def __init__(self, site: str, email: str, token: str, sender: httpx.Client | None = None) -> None:
        self._site = _read_site(site)
        self._email = email
        self._authorization = "Basic " + b64encode(f"{email}:{token}".encode()).decode()
        self._sender = sender or httpx.Client()
        self._forms: dict[App, Form] = {}

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Answer a request. Its URL does not change, so that relative redirects are redirects to the site."""
        url = request.url
        if url.scheme != "https":
            raise PlainHttpError(url)
        if is_at(self._site, url):
            form = self._form(App.of(url))
            return self._send_with_token(request, form.url(url), form)
        gateway = self._gateway_of(url)
        return self._send_with_token(request, url, gateway) if gateway else self._send(request, url)

    def close(self) -> None:
        """Close the connections."""
        self._sender.close()

    def _send_with_token(self, request: httpx.Request, url: httpx.URL, form: Form) -> httpx.Response:
        answer = self._send(request, url, authorization=self._authorization)
        form.check(request, answer)
        return answer

    def _send(self, request: httpx.Request, url: httpx.URL, **headers: str) -> httpx.Response:
        """Send the request to a URL, without the `Authorization` header that it has."""
        kept = {name: value for name, value in request.headers.items() if name not in {"authorization", "host"}}
        addressed = httpx.Request(
            request.method,
            url,
            headers={"host": url.netloc.decode(), **kept, **headers},
            stream=request.stream,
            extensions=request.extensions,
        )
        return patiently(
            lambda each: self._sender.send(each, stream=True, auth=None, follow_redirects=False), addressed
        )

    def _form(self, app: App) -> Form:
        """The URL form at which the app accepts the token, which is looked up once."""
        if app not in self._forms:
            self._forms[app] = self._find_form(app)
        return self._forms[app]

    def _find_form(self, app: App) -> Form:
        """The first form that knows the token's account. A token with scopes is found before the site is asked."""
        for form in (self._gateway(app), Site(app, self._site, self._email)):
            answer = self._ask(form.url(self._site.join(app.whoami)), authorization=self._authorization)
            if answer.status_code not in _TELLING:
                raise UndecidedError(answer)
            if form.takes(answer):
                return form
        raise NotTakenError(app, self._site.host, self._email)

    def _gateway(self, app: App) -> Gateway:
        return Gateway(app, self._site, self._cloud_id)

    def _gateway_of(self, url: httpx.URL) -> Gateway | None:
        gateways = map(self._gateway, App) if is_at(GATEWAY, url) else ()
        return next((gateway for gateway in gateways if gateway.holds(url)), None)

    @cached_property
    def _cloud_id(self) -> str:
        """The site tells its cloud id to everyone, so this request carries no token."""
        answer = self._ask(self._site.join("/_edge/tenant_info"))
        try:
            return str(answer.raise_for_status().json()["cloudId"])
        except (httpx.HTTPStatusError, ValueError, LookupError, TypeError):
            raise UnknownSiteError(self._site.host, answer.status_code) from None

    def _ask(self, url: httpx.URL, **headers: str) -> httpx.Response:
        """The answer, with its body, to a request that the transport makes for itself."""
        answer = self._send(self._sender.build_request("GET", url), url, **headers)
        answer.read()
        return answer


def _read_site(text: str) -> httpx.URL:
    """The site's root URL. It must be one of Atlassian's, because the token goes there."""
    try:
        url = httpx.URL(text)
    except httpx.InvalidURL:
        url = httpx.URL()
    if not (url.scheme == "https" and url.host.endswith(".atlassian.net") and url.port is None):
        raise ValueError(f"{text!r} is no site of Atlassian Cloud; it must be https://SITE.atlassian.net")
    return httpx.URL(f"https://{url.host}/")
