"""Paths of pages, comments and files in the browser, relative to the site's `/wiki` (rule G7)."""

from base64 import b64encode
from urllib.parse import quote, quote_plus

from token_conformance.edge.tenant.confluence_content import Attachment, Comment, Content


def web_path(content: Content) -> str:
    """The path of a page or blog post."""
    kind = "pages" if content.type == "page" else "blog"
    return f"/spaces/{content.space.key}/{kind}/{content.id}/{quote_plus(content.title)}"


def tiny_path(content: Content) -> str:
    """The short path of a page or blog post: its id as Confluence's tiny links have it, in Base64 of its bytes."""
    encoded = b64encode(int(content.id).to_bytes(8, "little")).decode()
    return "/x/" + encoded.rstrip("=").rstrip("A").replace("/", "-").replace("+", "_")


def comment_path(content: Content, comment: Comment) -> str:
    """The path of a comment."""
    return f"{web_path(content)}?focusedCommentId={comment.id}"


def preview_path(content: Content, attachment: Attachment) -> str:
    """The path of a file's preview."""
    return f"/pages/viewpageattachments.action?pageId={content.id}&preview=%2F{content.id}%2F{attachment.id}"


def servlet_path(content: Content, attachment: Attachment) -> str:
    """The path of a file's bytes in the browser, which is not for API tokens."""
    name = quote(attachment.title, safe="")
    return f"/download/attachments/{content.id}/{name}?version={attachment.version}&api=v2"
