"""The scopes that integrations need: the table in the documentation is what their traffic says."""

from subject_calls import shown, written


def test_the_table_of_integrations_is_current() -> None:
    """Every certificate and every client whose calls are kept has its row."""
    assert written() == shown()
