"""One real run of a small subject, which tests of its certificate start from."""

from pathlib import Path

from token_conformance.certify.certification import Certifier

SUBJECT = Path(__file__).parents[1] / "certificate" / "subject" / "plain.toml"


def run_plain(output: Path) -> Path:
    """The folder of the run, below `output`."""
    with Certifier(output) as certifier:
        return certifier.start(SUBJECT).result().folder
