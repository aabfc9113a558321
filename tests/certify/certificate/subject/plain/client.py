"""The client that is certified in these tests: Python's own, as somebody writes it who knows of one kind of token."""

import os
import sys
from base64 import b64encode
from urllib.request import Request, urlopen

credential = b64encode(f"{os.environ['PLAIN_EMAIL']}:{os.environ['PLAIN_TOKEN']}".encode()).decode()
request = Request(os.environ["PLAIN_URL"] + sys.argv[1], headers={"Authorization": f"Basic {credential}"})  # noqa: S310  # a certified URL
with urlopen(request, timeout=10) as answer:  # noqa: S310  # as above
    sys.stdout.write(answer.read().decode())
