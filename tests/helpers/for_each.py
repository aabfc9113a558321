"""Many cases of one test, where a test for each of them would take longer to set up than to run."""

import functools
import inspect
import traceback
from collections.abc import Callable, Collection
from typing import Any

Test = Callable[..., None]


def for_each(names: str, cases: Collection[Any] | Callable[[], Collection[Any]]) -> Callable[[Test], Test]:
    """Make one test of all cases of a test, in place of `pytest.mark.parametrize` with the same arguments.

    The test fails with a line for each case that fails, after all cases were tried. Its fixtures are made once, so the
    cases must not change them. Several of these decorators try all combinations. Cases that take long to make are made
    by a function, when the test runs.
    """
    words = names.replace(",", " ").split()

    def decorate(test: Test) -> Test:
        signature = inspect.signature(test)

        @functools.wraps(test)
        def all_cases(**fixtures: Any) -> None:
            tried = cases() if callable(cases) else cases
            assert tried, "there is no case"
            failures = list(filter(None, (_failure(test, fixtures, _named(words, case)) for case in tried)))
            assert not failures, "\n".join([f"{len(failures)} of {len(tried)} cases failed", *failures])

        kept = [one for name, one in signature.parameters.items() if name not in words]
        all_cases.__signature__ = signature.replace(parameters=kept)  # type: ignore[attr-defined]  # read by pytest
        return all_cases

    return decorate


def _named(names: list[str], case: Any) -> dict[str, Any]:
    return dict(zip(names, case, strict=True)) if len(names) > 1 else {names[0]: case}


def _failure(test: Test, fixtures: dict[str, Any], case: dict[str, Any]) -> str | None:
    """What is wrong with a case, with the line of the test that found it; None if nothing is."""
    try:
        test(**fixtures, **case)
    except Exception as error:  # noqa: BLE001  # whatever a case raises, the others are tried
        line = [frame.lineno for frame in traceback.extract_tb(error.__traceback__)][-1]
        shown = ", ".join(f"{name}={value!r:.200}" for name, value in case.items())
        return f"{shown}: line {line}: {type(error).__name__}: {error}"
    return None
