"""Tampering with observations: missing, of another scenario, subject or tenant, or not valid."""

import json

from tampering.change import OBSERVATION, Files, Kinds, Tamper, document, removed, replaced, text


def _observed(**changes: object) -> Tamper:
    return document(OBSERVATION, lambda observation: observation.update(changes))


_CREATED = {"method": "POST", "path": "/rest/api/3/issue", "status": 201}


def _like_another(key: str) -> Tamper:
    """Put the name of one scenario's tenant into the observation of another."""

    def tamper(files: Files) -> Files:
        other = json.loads(files["observations/scoped-site.json"])[key]
        return _observed(**{key: other})(files)

    return tamper


OBSERVATIONS: Kinds = {
    "missing observation": (removed(OBSERVATION), "The observation of scoped-gateway is missing."),
    "invented scenario": (
        lambda files: replaced("observations/easy.json", files[OBSERVATION])(files),
        "The scenario easy is unknown.",
    ),
    "observation of another scenario": (
        _observed(scenario="scoped-site"),
        "The observation of scoped-gateway was made in the scenario scoped-site.",
    ),
    "observation of another subject": (
        _observed(subject="other"),
        "The observation of scoped-gateway is one of another subject, other.",
    ),
    "observation of another tenant": (
        _observed(site="made-up-otter-1"),
        "The observation of scoped-gateway is one of another tenant than the scenario's.",
    ),
    "invented ignorance of the model": (
        document(OBSERVATION, lambda observation: observation["requests"][0].update(not_modelled="It does not know.")),
        "In scoped-gateway a request has a sentence of the model, but not its status 501.",
    ),
    "unsupported action that was done": (
        document(OBSERVATION, lambda observation: observation["requests"][0].update(_CREATED)),
        "The subject file is wrong: [unsupported] create-issue: is done by ",
    ),
    "shared site": (_like_another("site"), "scoped-gateway and scoped-site share a site, so they were not isolated."),
    "shared cloud id": (
        _like_another("cloud_id"),
        "scoped-gateway and scoped-site share a cloud id, so they were not isolated.",
    ),
    "other token": (
        _observed(token="unscoped"),
        "In scoped-gateway the token was unscoped, but the scenario's token is scoped.",
    ),
    "other URL form": (
        _observed(form="site"),
        "In scoped-gateway the subject was configured with site, but its file says otherwise.",
    ),
    "observation written in another way": (
        text(OBSERVATION, '"token": ', '"token":  '),
        f"{OBSERVATION} is not written as the suite writes it.",
    ),
    "repeated key in an observation": (
        text(OBSERVATION, '"token": "scoped"', '"token": "invalid", "token": "scoped"'),
        f"{OBSERVATION}: it has the name 'token' twice in one object",
    ),
    "unreadable observation": (replaced(OBSERVATION, b"{"), f"{OBSERVATION}: it is not JSON"),
    "observation that is not text": (replaced(OBSERVATION, b"\xff"), f"{OBSERVATION} is not UTF-8 text."),
    "unreadable subject": (replaced("subject.toml", b"["), "subject.toml: is not valid TOML"),
    "unknown key in the subject": (
        text("subject.toml", "product =", "produkt ="),
        "subject.toml: subject.produkt: is unknown; did you mean 'product'?",
    ),
}
