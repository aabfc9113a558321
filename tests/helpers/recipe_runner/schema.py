"""Checks a file by the schema that its service publishes; check-jsonschema brings these schemas along."""

from pathlib import Path

from check_jsonschema import main


def is_valid(path: Path, schema: str) -> bool:
    """Whether a file is valid by the schema of that name; what is wrong is printed."""
    status: int = main(["--builtin-schema", schema, str(path)], standalone_mode=False)
    assert status in {0, 1}
    return status == 0
