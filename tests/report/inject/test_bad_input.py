"""A mistake in a document is told with its line, and the document stays as it is."""

from collections.abc import Callable
from pathlib import Path

import pytest

from token_conformance.cli import main

MakeDocument = Callable[..., Path]

BEGIN = "<!-- token-conformance: table endpoint=jira-platform/get-issue column=scoped-site -->"
END = "<!-- token-conformance: end -->"


BAD = {
    f"{BEGIN}\nold\n": ("guide.md:1: a table without its end; put <!-- token-conformance: end --> where it ends"),
    f"x\n{BEGIN}\n{BEGIN}\n{END}\n": (
        "guide.md:2: a table without its end; put <!-- token-conformance: end --> where it ends"
    ),
    "% token-conformance: table\n": "guide.md:1: a table without its end; put % token-conformance: end where it ends",
    f"x\n\n{END}\n": "guide.md:3: an end without its table; delete it",
    "<!-- token-conformance: tabel -->\n": "guide.md:1: 'tabel' is no marker; did you mean \"table\"?",
    "no marker\n": ("guide.md: has no marker; put <!-- token-conformance: table --> and its end where a table belongs"),
    f"<!-- token-conformance: table format=gihub -->\n{END}\n": (
        "guide.md:1: format: unknown format 'gihub'; did you mean \"github\"?"
    ),
    f"<!-- token-conformance: table endpoint=jira-platform/get-isue -->\n{END}\n": (
        "guide.md:1: 'jira-platform/get-isue' is no endpoint of the results; did you mean \"jira-platform/get-issue\"?"
    ),
    f"<!-- token-conformance: table product=jira-platfrm -->\n{END}\n": (
        "guide.md:1: product: unknown product 'jira-platfrm'; did you mean \"jira-platform\"?"
    ),
    f"<!-- token-conformance: table column=scoped-sit -->\n{END}\n": (
        "guide.md:1: column: unknown column 'scoped-sit'; did you mean \"scoped-site\"?"
    ),
    f"<!-- token-conformance: table outcome=hiden -->\n{END}\n": (
        "guide.md:1: outcome: unknown outcome 'hiden'; did you mean \"hidden\"?"
    ),
    f"<!-- token-conformance: table endpont=x -->\n{END}\n": (
        "guide.md:1: unknown option 'endpont'; did you mean \"endpoint\"?"
    ),
    f"<!-- token-conformance: table endpoint='x -->\n{END}\n": "guide.md:1: No closing quotation",
}


@pytest.mark.parametrize(("text", "message"), BAD.items())
def test_a_mistake_is_told_with_its_line(
    document: MakeDocument, refusal: Callable[[], str], text: str, message: str
) -> None:
    """The document stays as it is."""
    path = document(text)
    assert 2 == main(["inject", "guide.md"])
    assert f"token-conformance: {message}" == refusal()
    assert text == path.read_text()


def test_one_bad_document_leaves_the_good_ones_alone(document: MakeDocument) -> None:
    """All are made before one is written."""
    good = document(f"{BEGIN}\n{END}\n", "good.md")
    document(f"{BEGIN}\n", "bad.md")
    assert 2 == main(["inject", "good.md", "bad.md"])
    assert f"{BEGIN}\n{END}\n" == good.read_text()


def test_a_write_protected_document_is_left_alone(document: MakeDocument, refusal: Callable[[], str]) -> None:
    """Root could write to it, and a folder would let anyone replace it: the protection holds all the same."""
    path = document(f"{BEGIN}\n{END}\n")
    path.chmod(0o444)
    assert 2 == main(["inject", "guide.md"])
    assert "guide.md: cannot be written (Permission denied); make it writable or name another" in refusal()
    assert f"{BEGIN}\n{END}\n" == path.read_text()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "guide.md: cannot be read (No such file or directory)"),
        (b"\xff\xfe", "guide.md: cannot be read (it is not UTF-8 text)"),
    ],
)
def test_a_document_that_cannot_be_read_is_named(
    refusal: Callable[[], str], folder: Path, content: bytes | None, message: str
) -> None:
    """With what to do."""
    if content is not None:
        folder.joinpath("guide.md").write_bytes(content)
    assert 2 == main(["inject", "guide.md"])
    assert message in refusal()
