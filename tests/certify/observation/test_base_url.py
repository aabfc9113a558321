"""A product can be tried at a base URL; its requests are recorded as usual, but the run cannot be packed."""

from pathlib import Path

import pytest

from token_conformance.certify import certification
from token_conformance.certify.certificate.container import read
from token_conformance.certify.certificate.evidence import evidence_of
from token_conformance.certify.certificate.pack import packed
from token_conformance.certify.scenarios.all_scenarios import SCENARIOS
from token_conformance.cli import main
from token_conformance.errors import CertificateError

SUBJECT = Path(__file__).parents[1] / "certificate" / "subject" / "plain.toml"


@pytest.mark.slow
def test_requests_to_a_base_url_are_recorded_with_atlassians_hosts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """They reach the site and the gateway, and the run cannot be packed."""
    tried = {"unscoped-site", "scoped-gateway"}
    monkeypatch.setattr(certification, "SCENARIOS", {id_: SCENARIOS[id_] for id_ in tried})
    arguments = ["certify", "run", "--base-url", "--output", str(tmp_path), "--subject", str(SUBJECT)]
    assert 1 == main(arguments)
    assert "They were made at a base URL, so they cannot be packed.\n" in capsys.readouterr().out
    files = read(tmp_path / "plain")
    observations = evidence_of(files).observations
    assert {f"{observations['unscoped-site'].site}.atlassian.net"} == {
        request.host for request in observations["unscoped-site"].requests
    }
    assert {"api.atlassian.com"} == {request.host for request in observations["scoped-gateway"].requests}
    assert {200} == {request.status for observation in observations.values() for request in observation.requests}
    with pytest.raises(CertificateError, match="which cannot be certified"):
        packed(files)


def test_a_base_url_and_a_jail_exclude_each_other(capsys: pytest.CaptureFixture[str]) -> None:
    """The error names both options."""
    with pytest.raises(SystemExit) as end:
        main(["certify", "run", "--base-url", "--jail", "--subject", str(SUBJECT)])
    assert 2 == end.value.code
    assert "argument --jail: not allowed with argument --base-url" in capsys.readouterr().err
