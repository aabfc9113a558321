"""A product to certify: a client for Jira as somebody writes it who has only Python, and knows of one kind of token."""

import json
import os
import sys
from base64 import b64encode
from urllib.error import HTTPError
from urllib.request import Request, urlopen


def _credential() -> str:
    return b64encode(f"{os.environ['MINE_EMAIL']}:{os.environ['MINE_TOKEN']}".encode()).decode()


def get(path: str) -> object:
    """The JSON of an answer."""
    request = Request(os.environ["MINE_URL"] + path, headers={"Authorization": f"Basic {_credential()}"})  # noqa: S310  # a URL of its user
    with urlopen(request, timeout=10) as answer:  # noqa: S310  # as above
        return json.load(answer)


def main(path: str) -> int:
    """Show what was asked for; the exit status is 1 if it could not be shown."""
    try:
        sys.stdout.write(f"{json.dumps(get(path))}\n")
    except HTTPError as error:
        if error.code == 401:
            sys.stderr.write("The token was not accepted: check that it is valid. (401: authentication failed)\n")
        else:
            sys.stderr.write(f"Jira said {error.code}.\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
