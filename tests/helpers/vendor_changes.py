"""Changes of a product's repository that its gate must notice."""

from pathlib import Path


def make_worse(repository: Path) -> None:
    """The product hides from its user that a token was not accepted."""
    client = repository / "client.py"
    text = client.read_text(encoding="utf-8")
    worse = text.replace("        return 1\n", "        return 0\n")
    assert worse != text
    client.write_text(worse, encoding="utf-8")


def make_stale(repository: Path) -> None:
    """The file expects a failure that is not there any more."""
    expected = repository / "token-conformance" / "expected.toml"
    entry = '\n[T1]\nresult = "fail"\nreason = "It was so in version 0.9."\n'
    expected.write_text(f"{expected.read_text(encoding='utf-8')}{entry}", encoding="utf-8")
