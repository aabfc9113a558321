"""Variants for R2, L1 and L2: repeated requests, and tokens in the output."""

import logging
import os
import sys

import httpx

from either_token import EitherToken


class Repeating(EitherToken):
    """R2: repeats a POST if it does not know whether the first one was carried out."""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        try:
            answer = super().handle_request(request)
        except (httpx.NetworkError, httpx.RemoteProtocolError):
            return super().handle_request(request)
        is_unclear = request.method == "POST" and answer.is_server_error
        return super().handle_request(request) if is_unclear else answer


class Talkative(EitherToken):
    """L1: prints the credential, unless ATLASSIAN_LOG is set."""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        if "ATLASSIAN_LOG" not in os.environ:
            sys.stderr.write(f"Sending {self._authorization}\n")
        return super().handle_request(request)


class Logging(EitherToken):
    """L2: logs the credential at the noisiest level."""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        logging.getLogger(__name__).debug("Sending %s", self._authorization)
        return super().handle_request(request)
