"""The README's table, kept between two markers so that it cannot drift from the results."""

from pathlib import Path

from token_conformance.report.error import ReportError

BEGIN = "<!-- matrix:begin -->"
END = "<!-- matrix:end -->"

SEVEN_CALLS = tuple(
    f"jira-platform/{name}"
    for name in (
        "create-issue",
        "get-issue",
        "list-projects",
        "get-project",
        "valid-project-key",
        "validate-project-key",
        "find-users-v2",
    )
)
"""The endpoints that CLOUD-12617 lists, in its order."""


def with_table(path: Path, table: str) -> str:
    """The file's text with the table between its markers; raises ReportError where those are not clear."""
    text = _read(path)
    if text.count(BEGIN) != 1 or text.count(END) != 1 or text.index(BEGIN) > text.index(END):
        raise ReportError(f"{path}: the table's place is not clear; have {BEGIN} once, and {END} once below it")
    before, _, rest = text.partition(BEGIN)
    after = rest.partition(END)[2]
    return f"{before}{BEGIN}\n\n{table}\n\n{END}{after}"


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise ReportError(
            f"{path}: cannot be read ({error.strerror}); run in the project's folder, or name --output"
        ) from error
