"""Credentials in the files of a certificate."""

from base64 import b64encode

from tampering.change import OBSERVATION, Kinds, Tamper, document, replaced

TOKEN = f"MADE-UP-SCOPED-JIRA-TOKEN-{0:032x}"
BASIC = b64encode(f"ann@example.com:{TOKEN}".encode()).decode()


def _run(**changes: object) -> Tamper:
    return document(OBSERVATION, lambda observation: observation["runs"][0].update(changes))


SECRETS: Kinds = {
    "token": (_run(stdout=TOKEN), f"{OBSERVATION} leaks a secret (token of a scenario)"),
    "base64 of a token": (
        _run(stdout=b64encode(TOKEN.encode()).decode()),
        f"{OBSERVATION} leaks a secret (token of a scenario)",
    ),
    "Basic credential": (
        replaced("outputs/T1.txt", f"Authorization: Basic {BASIC}".encode()),
        "outputs/T1.txt leaks a secret (basic-credential, token of a scenario)",
    ),
    "token of Atlassian's shape": (
        replaced("outputs/T1.txt", b"ATAT" + b"T3xFfGF0" + b"a" * 40 + b"=0123ABCD"),
        "outputs/T1.txt leaks a secret (api-token)",
    ),
}
