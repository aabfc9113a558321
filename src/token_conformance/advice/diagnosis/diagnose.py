"""`diagnose`: sends the few requests of a diagnosis, one after the other, and concludes from their replies."""

import datetime as dt
import os
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import replace
from urllib.parse import urlsplit

from token_conformance.advice.diagnosis.called import CallAnswer, Wanted, call_answer, word_of
from token_conformance.advice.diagnosis.case import Case
from token_conformance.advice.diagnosis.conclude import conclude
from token_conformance.advice.diagnosis.diagnosis import Diagnosis
from token_conformance.advice.diagnosis.judgement import Judgement, judge
from token_conformance.advice.diagnosis.obstacle import obstacle_of
from token_conformance.advice.diagnosis.plan import failed_hosts, next_probe
from token_conformance.advice.diagnosis.probe import MOST, WITHOUT_LOGIN, Probe, Seen, url_of
from token_conformance.advice.diagnosis.shape import authorization, shape_of
from token_conformance.advice.diagnosis.site import Site
from token_conformance.advice.reply import Reply as Published
from token_conformance.advice.reply import reply
from token_conformance.errors import UserError
from token_conformance.exchange.one_get import Get, NoAnswer, OneGet, Reply
from token_conformance.live import network, values
from token_conformance.live.ask_secret import Login
from token_conformance.model.cell import UrlForm
from token_conformance.model.url import GATEWAY_HOST, SITE_DOMAIN, gateway_url

_PLACEHOLDER_HOST = f"site.{SITE_DOMAIN}"


def diagnose(
    site: str,
    token: str,
    email: str = "",
    *,
    call: str = "",
    variables: Mapping[str, str] | None = None,
    get: Get | None = None,
) -> Diagnosis:
    """Find out what a token is, where it works, and why it does not, with at most eight GETs that change nothing.

    `site` is the name of the site, its host, or a URL from a browser. `email` is that of the token's account; a token
    that is sent as Bearer needs none. `call`, such as `GET /rest/api/3/myself`, is one more question: does it work? The
    proxy and the certificate authorities are those of `variables` (default: the environment). `get` sends a request in
    place of the network. The diagnosis has nothing of the token in it. Raises UserError, whose text is one line.
    """
    asked = Site.read(site)
    if problem := values.token(token) if token else "is empty":
        raise UserError(f"token: {problem}")
    wanted = _wanted(call, asked) if call else None
    login = Login(token, email)
    if shape_of(login).scheme == "Basic" and (problem := values.email(email)):
        raise UserError(f"email: {problem}")
    with ExitStack() as opened:
        if get is None:
            given = os.environ if variables is None else variables
            get = opened.enter_context(OneGet(network.proxy(given), network.ca_file(given)))
        return Session(asked, login, get).run(wanted)


def _wanted(call: str, site: Site) -> Wanted:
    """Read the call of a question; it must be one of the site, of the gateway, or a path alone."""
    wanted = Wanted.read(call)
    host = wanted.call.host
    if host == _PLACEHOLDER_HOST:
        wanted = replace(wanted, call=replace(wanted.call, host=site.host))
    elif host not in {"", GATEWAY_HOST, site.host}:
        raise UserError(f"--for: is a call to {host}, but --site is {site.host}; ask about one of them")
    reply(wanted.call, None, None, None, _today())  # it raises for a URL that is not Atlassian's
    return wanted


def _today() -> dt.date:
    return dt.datetime.now(dt.UTC).date()


class Session:
    """One diagnosis while its requests are sent."""

    def __init__(self, site: Site, login: Login, get: Get) -> None:
        self._site = site
        self._get = get
        self._authorization = authorization(login, shape_of(login))
        self._secrets = (self._authorization.partition(" ")[2], login.token)
        self._case = Case(site, shape_of(login), (), dt.datetime.now(dt.UTC))

    def run(self, wanted: Wanted | None) -> Diagnosis:
        """Send the requests, then the call if there is one, and conclude."""
        while probe := self._next():
            self._send(probe, url_of(probe, self._site, self._case.cloud_id), with_login=probe not in WITHOUT_LOGIN)
        return conclude(self._case, self._call(wanted) if wanted else None)

    def _next(self) -> Probe | None:
        return None if len(self._case.seen) >= MOST else next_probe(self._site, self._case.shape, self._case.seen)

    def _send(self, probe: Probe, url: str, *, with_login: bool = True) -> Seen:
        reply_ = self._get(url, self._authorization if with_login else None)
        seen = Seen(probe, url, self._case.shape.scheme if with_login else "", self._without_secrets(reply_))
        self._case = replace(self._case, seen=(*self._case.seen, seen))
        return seen

    def _without_secrets(self, answer: Reply) -> Reply:
        """A reply without the token, which a server may repeat: no conclusion is drawn from its text."""
        if isinstance(answer, NoAnswer):
            return replace(answer, detail=self._scrubbed(answer.detail))
        headers = {name: self._scrubbed(value) for name, value in answer.headers.items()}
        return replace(answer, headers=headers, body=self._scrubbed(answer.body.decode("latin-1")).encode("latin-1"))

    def _scrubbed(self, text: str) -> str:
        for secret in self._secrets:
            text = text.replace(secret, "***")
        return text

    def _call(self, wanted: Wanted) -> CallAnswer:
        """Send the call where the token works, if it changes nothing and is not one more failing login."""
        found = judge(self._case.shape, self._case.signs, self._case.now)
        published = reply(wanted.call, word_of(found), None, None, self._case.now.date())
        url, not_sent = self._where(wanted, published, found)
        seen = None if not_sent else self._send(Probe.CALL, url)
        return call_answer(wanted, published, seen, not_sent, self._form(found))

    def _where(self, wanted: Wanted, published: Published, found: Judgement) -> tuple[str, str]:
        """The URL to send the call to, or the name of the sentence that says why it is not sent."""
        if obstacle_of(self._site, self._case.seen) or not found.is_good:
            return "", "token"
        target = wanted.target.replace("CLOUD_ID", self._case.cloud_id or "CLOUD_ID")
        if not_sent := replace(wanted, target=target).not_sent:
            return "", not_sent
        if wanted.call.host:
            url = f"https://{wanted.call.host}{target}"
        elif published.operation is None:
            return "", "unpublished"
        else:
            url = f"{self._base(published.operation.app, found)}{target}"
        return (url, "failed-login") if urlsplit(url).hostname in failed_hosts(self._case.seen) else (url, "")

    def _form(self, found: Judgement) -> UrlForm:
        """The URL form to use: the site's for a token without scopes, and else the gateway's."""
        is_at_site = found.kinds == ("unscoped",) or not self._case.cloud_id
        return UrlForm.SITE if is_at_site else UrlForm.GATEWAY

    def _base(self, app: str, found: Judgement) -> str:
        """The base to which a path is appended."""
        at_site = self._form(found) is UrlForm.SITE
        return self._site.url if at_site else gateway_url(app, self._case.cloud_id)
