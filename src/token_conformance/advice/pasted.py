"""The text that somebody gives: UTF-8, or UTF-16 with its mark, as editors and PowerShell write it."""

from token_conformance.errors import UserError


def decoded(content: bytes, name: str, remedy: str) -> str:
    """The text of a file or of standard input, which `name` names; raises UserError, with the remedy, for bytes."""
    encoding = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise UserError(f"{name}: is not text; {remedy}") from error
