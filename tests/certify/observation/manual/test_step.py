"""A person gets a step with its name, its number and the variables that matter, and can skip it or stop."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from token_conformance.certify.observation.manual.step import Step, StoppedError, exports, perform
from token_conformance.certify.observation.observation import Ended
from token_conformance.certify.scenarios.all_scenarios import SCENARIOS
from token_conformance.certify.subject.subject import Action, Ask, Subject
from token_conformance.model.cell import UrlForm

Fake = Callable[..., Subject]
STEP = Step(3, 14, SCENARIOS["scoped-site"], Action.GET_ISSUE, UrlForm.SITE)
DOOR = {
    "HTTPS_PROXY": "http://127.0.0.1:1",
    "https_proxy": "http://127.0.0.1:1",
    "NO_PROXY": "",
    "CURL_CA_BUNDLE": "/ca.pem",
    "NODE_EXTRA_CA_CERTS": "/ca.pem",
    "PERL_LWP_SSL_CA_FILE": "/ca.pem",
}
EVERY = "CURL_CA_BUNDLE=/ca.pem NODE_EXTRA_CA_CERTS=/ca.pem PERL_LWP_SSL_CA_FILE=/ca.pem"


def answering(asked: list[str], *answers: str) -> Ask:
    """Answers in this order, and keeps what was asked."""
    iterator = iter(answers)

    def ask(prompt: str) -> str:
        asked.append(prompt)
        return next(iterator)

    return ask


def test_a_step_is_named_and_numbered() -> None:
    """The person sees where it is, with which variables, and what to do."""
    asked: list[str] = []
    done = perform(STEP, "Open MADE-1.", "  export A=b\n", answering(asked, "", "y", "MADE-1", ""))
    title = "Step 3 of 14: get-issue, in scoped-site. A scoped token, and only the site's URL: the usual mistake."
    assert asked[0].startswith(
        f"\n{title}\n\nStart the product in a shell with these variables:\n  export A=b\n\nThen: Op"
    )
    assert done
    assert (Ended.MANUAL, 0, b"MADE-1\n") == (done.ended, done.exit_status, done.stdout)


def test_a_failure_of_the_product_is_recorded() -> None:
    """An unclear answer is asked again."""
    asked: list[str] = []
    done = perform(STEP, "", "", answering(asked, "what?", "", "no", ""))
    assert done
    assert 1 == done.exit_status
    assert "Please answer Enter or s or q: " == asked[1]


def test_a_step_can_be_skipped() -> None:
    """Nothing more is asked."""
    assert perform(STEP, "", "", answering([], "S ")) is None


def test_a_person_can_stop() -> None:
    """The line says how to continue."""
    with pytest.raises(StoppedError, match="stopped before step 3 of 14; run the same command again to continue"):
        perform(STEP, "", "", answering([], "q"))


@pytest.mark.parametrize(
    ("packages", "authorities"),
    [
        ({}, EVERY),
        ({"pypi": ("a==1",)}, "CURL_CA_BUNDLE=/ca.pem"),
        ({"npm": ("a@1.0.0",)}, "NODE_EXTRA_CA_CERTS=/ca.pem"),
        ({"pypi": ("a==1",), "npm": ("a@1.0.0",)}, EVERY),
    ],
)
def test_variables_are_lines_for_a_shell(fake: Fake, packages: dict[str, tuple[str, ...]], authorities: str) -> None:
    """The product's own are first and quoted; what no program of its kind reads is left out."""
    subject = replace(fake(), **packages)  # type: ignore[arg-type]  # fields of a Subject
    expected = [
        "  export TOKEN='a b'",
        "  export HTTPS_PROXY=http://127.0.0.1:1 https_proxy=http://127.0.0.1:1",
        "  export NO_PROXY=''",
        f"  export {authorities}",
    ]
    assert expected == exports({"TOKEN": "a b"}, DOOR, subject).splitlines()
