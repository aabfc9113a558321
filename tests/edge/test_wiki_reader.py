"""Wiki markup that version 2 of Jira's API reads."""

from typing import Any

import pytest

from token_conformance.edge.tenant.adf import plain_text
from token_conformance.edge.tenant.wiki import UnknownMarkupError, to_wiki
from token_conformance.edge.wiki_reader import from_wiki

READ = {
    "h2. Heading\n\n*bold* and _italic_\n\n{code}const x = 1;{code}": "heading paragraph codeBlock",
    "h4. One\nh5. Two\ntext\nmore": "heading heading paragraph",
    "* one\n* two": "bulletList",
    "# one\n- two": "orderedList bulletList",
    "before\n{code:java}\nh1. no heading\n{code}\nafter": "paragraph codeBlock paragraph",
    "{noformat}a{noformat}": "codeBlock",
    "----": "rule",
    "": "paragraph",
    "a -b c- d 3*4*5": "paragraph",
}
MARKED = {
    "*a b*": "strong",
    "_a_": "em",
    "-a-": "strike",
    "+a+": "underline",
    "{{a}}": "code",
    "[a|https://b.example]": "link",
}


@pytest.mark.parametrize(("text", "kinds"), READ.items())
def test_the_blocks_of_a_text(text: str, kinds: str) -> None:
    """Each has the type that its markup means, and none is lost."""
    assert kinds.split() == [block["type"] for block in from_wiki(text)["content"]]


@pytest.mark.parametrize(("text", "mark"), MARKED.items())
def test_words_with_a_mark(text: str, mark: str) -> None:
    """The signs around them are gone, and are written again."""
    document = from_wiki(f"see {text}, please")
    _, word, _ = document["content"][0]["content"]
    assert [mark] == [each["type"] for each in word["marks"]]
    assert f"see {text}, please" == to_wiki(document)


def test_code_keeps_what_looks_like_markup() -> None:
    """Its language is kept, too."""
    [code] = from_wiki("{code:java}\n*a* [b]\n\nc\n{code}")["content"]
    assert ("java", "*a* [b]\n\nc") == (code["attrs"]["language"], plain_text(code))


def test_a_mention_and_an_address() -> None:
    """A user is named by the account id; an address becomes a link to itself, without the full stop after it."""
    [paragraph] = from_wiki("[~accountid:made-up] reads https://a.example/x_y_z.")["content"]
    mention, _, link, end = paragraph["content"]
    assert {"type": "mention", "attrs": {"id": "made-up"}} == mention
    assert ("https://a.example/x_y_z", ".") == (link["text"], end["text"])


UNREAD = [
    "** nested",
    "bq. quote",
    "||a||",
    "{panel}x{panel}",
    "[x]",
    "!a.png!",
    "*a _b_*",
    "{{a",
    "h1.",
    "a -- b",
    ":)",
    "{code}x",
]


@pytest.mark.parametrize("text", UNREAD)
def test_other_markup_is_refused(text: str) -> None:
    """A wrong document would be worse."""
    with pytest.raises(UnknownMarkupError):
        from_wiki(text)


@pytest.mark.parametrize(
    "text", [text for text in READ if "- two" not in text and "{noformat}" not in text and "java" not in text]
)
def test_what_is_read_is_written_so_that_it_is_read_alike(text: str) -> None:
    """Reading and writing agree with each other."""
    document: Any = from_wiki(text)
    assert document == from_wiki(to_wiki(document))
