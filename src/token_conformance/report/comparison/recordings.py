"""The differences between two sets of recordings as text for a terminal, or as JSON."""

import json
from collections.abc import Callable, Iterable, Sequence

from tabulate import tabulate

from token_conformance.recording.comparison import Change, Compared, Recording
from token_conformance.redaction.output import one_line
from token_conformance.report.legend import outcome_label
from token_conformance.report.provenance import SOURCES

_SHOWN = 3
"""How many differing places of a body are listed; the rest is only counted."""


def sources(recordings: Iterable[Recording]) -> str:
    """What the recordings were made from, in words."""
    found = {recording.recorded.source for recording in recordings}
    return " and ".join(phrase for source, phrase in SOURCES.items() if source in found)


def text(compared: Sequence[Compared], sides: dict[str, str]) -> str:
    """The source of each side, one line per cell that differs, and the counts."""
    head = [one_line(f"{side}: recorded from {source}") for side, source in sides.items()]
    differing = [one for one in compared if one.change is not Change.SAME]
    rows = [(one.change, one_line(one.cell), one_line(_brief(_details(one)))) for one in differing]
    table = [tabulate(rows, tablefmt="plain", disable_numparse=True)] if rows else []
    return "\n\n".join(["\n".join(head), *table, _line(compared)])


def document(compared: Sequence[Compared], sides: dict[str, str]) -> str:
    """One JSON document: the source of each side, the counts, and each cell that differs."""
    cells = [
        {"cell": one.cell, "change": one.change, "details": _details(one)}
        for one in compared
        if one.change is not Change.SAME
    ]
    return json.dumps({"recorded": sides, "counts": _counts(compared), "cells": cells}, indent=2, sort_keys=True)


FORMATS: dict[str, Callable[[Sequence[Compared], dict[str, str]], str]] = {"text": text, "json": document}


def _details(one: Compared) -> tuple[str, ...]:
    """How a cell differs, with a few words for each place."""
    if one.outcomes is None:
        return one.details
    before, after = (outcome_label(recording.outcome, recording.status) for recording in one.outcomes)
    return (f"{before} became {after}",)


def _brief(details: Sequence[str]) -> str:
    shown = "; ".join(details[:_SHOWN])
    return f"{shown}; and {len(details) - _SHOWN} more" if len(details) > _SHOWN else shown


def _counts(compared: Sequence[Compared]) -> dict[str, int]:
    return {change.value: sum(one.change is change for one in compared) for change in Change}


def _line(compared: Sequence[Compared]) -> str:
    counts = ", ".join(f"{count} {change}" for change, count in _counts(compared).items() if count)
    return f"{len(compared)} cells: {counts}."
