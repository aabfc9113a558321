"""Tampering with which observations there are, and of what."""

import json

from tampering.change import SEEN, Files, Kinds, Tamper, document, removed, replaced, text


def _seen(**changes: object) -> Tamper:
    return document(SEEN, lambda seen: seen.update(changes))


def _like_another(key: str) -> Tamper:
    """A name of one tenant in the observation of another."""

    def tamper(files: Files) -> Files:
        other = json.loads(files["observations/scoped-site.json"])[key]
        return _seen(**{key: other})(files)

    return tamper


OBSERVATIONS: Kinds = {
    "missing observation": (removed(SEEN), "The observation of scoped-gateway is missing."),
    "invented scenario": (
        lambda files: replaced("observations/easy.json", files[SEEN])(files),
        "There is no scenario easy.",
    ),
    "observation of another scenario": (
        _seen(scenario="scoped-site"),
        "The observation of scoped-gateway was made in the scenario scoped-site.",
    ),
    "observation of another subject": (
        _seen(subject="other"),
        "The observation of scoped-gateway is one of another subject, other.",
    ),
    "observation of another tenant": (
        _seen(site="made-up-otter-1"),
        "The observation of scoped-gateway is one of another tenant than the scenario's.",
    ),
    "shared site": (_like_another("site"), "scoped-gateway and scoped-site share a site, so they were not isolated."),
    "shared cloud id": (
        _like_another("cloud_id"),
        "scoped-gateway and scoped-site share a cloud id, so they were not isolated.",
    ),
    "other token": (
        _seen(token="unscoped"),
        "In scoped-gateway the token was unscoped, and the scenario gives one that is scoped.",
    ),
    "other URL form": (
        _seen(form="site"),
        "In scoped-gateway the subject was configured with site, and its file says otherwise.",
    ),
    "repeated key in an observation": (
        text(SEEN, '"token": "scoped"', '"token": "invalid", "token": "scoped"'),
        f"{SEEN} holds the same in another way than the suite writes it.",
    ),
    "unreadable observation": (replaced(SEEN, b"{"), f"{SEEN}: is not JSON"),
    "observation that is no text": (replaced(SEEN, b"\xff"), f"{SEEN} is no UTF-8 text."),
    "unreadable subject": (replaced("subject.toml", b"["), "subject.toml: is no TOML"),
    "unknown key in the subject": (
        text("subject.toml", "product =", "produkt ="),
        "subject.toml: subject.produkt: is unknown; did you mean 'product'?",
    ),
}
