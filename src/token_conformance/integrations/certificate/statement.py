"""What every certificate says of itself, wherever a part of it is shown."""

STATEMENT = "Self-certified against a local model; not endorsed by Atlassian."

EXPLANATION = """\
The author of the subject, or a user of it, ran this suite; nobody else was asked. What answered was the edge, a local
model that is built from published evidence, and nothing here was observed at Atlassian. Whoever has this certificate
can derive every finding again, from its observations alone, with `token-conformance certify verify`."""

NAME = "STATEMENT.md"


def statement() -> bytes:
    """The file that states it."""
    return f"# {STATEMENT}\n\n{EXPLANATION}\n".encode()
