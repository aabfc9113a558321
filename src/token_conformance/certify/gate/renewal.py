"""Renews a file of expectations, so that it says what a run showed: every reason and every comment stays in it."""

import json
from collections.abc import Mapping

from token_conformance.certify.gate.expectations import FORMAT, Expectations, Place, parse
from token_conformance.certify.gate.files import write
from token_conformance.certify.gate.seen import Seen
from token_conformance.certify.gate.toml_tables import Table, appended, commented_out, tables, with_value
from token_conformance.certify.gate.word import Word, worst
from token_conformance.errors import UserError
from token_conformance.redaction.output import one_line


def renew(expected: Expectations, seen: Mapping[str, Seen], subject: str, version: str) -> None:
    """Write the results of a run to the file, unless it says all of them.

    A reason stays when its result changes. What passes now becomes a comment, with its reason. Raises UserError if the
    file cannot be written, or if a table of it cannot be edited.
    """
    text = renewed(expected, seen, subject, version)
    if text != expected.text:
        write(expected.path, text)


def renewed(expected: Expectations, seen: Mapping[str, Seen], subject: str, version: str) -> str:
    """The new text of the file; see `renew`."""
    wanted = {place: entry.result for place, entry in expected.entries.items() if place[0] not in seen}
    for id_, one in seen.items():
        wanted |= {(id_, action): word for action, word in _wanted(expected, id_, one).items()}
    text = _edited(expected, wanted, f"No longer so in {subject} {one_line(version)}:")
    if not expected.is_started:
        text = appended(text, _head(subject))
    for place in [place for place in wanted if place not in expected.entries]:
        text = appended(text, _block(place, wanted[place], seen[place[0]]))
    _refuse_lost(expected, wanted, parse(expected.path, text, subject))
    return text


def _wanted(expected: Expectations, id_: str, seen: Seen) -> dict[str, Word]:
    """The result that each place of a requirement needs: actions where they show it, and else the requirement."""
    known = {action: entry.result for (named, action), entry in expected.entries.items() if named == id_}
    is_whole = "" in known and len(known) == 1
    parts = {} if is_whole else {action: part.result for action, part in seen.actions.items()}
    actions = {action: word for action, word in parts.items() if _is_needed(word, known.get(action))}
    implied = worst(Word.PASS, *actions.values())
    if "" not in known and implied is seen.result:
        return actions
    is_needed = implied is not Word.PASS or _is_needed(seen.result, known.get(""))
    return actions | ({"": seen.result} if is_needed else {})


def _is_needed(word: Word, known: Word | None) -> bool:
    """Whether a result needs an entry. What passes needs one only if its author wrote it so."""
    return word is not Word.PASS or known is Word.PASS


def _edited(expected: Expectations, wanted: Mapping[Place, Word], note: str) -> str:
    """The text with the other results of its own entries, from the last to the first, so that positions stay."""
    text = expected.text
    for table in reversed(list(tables(text))):
        place = _place(table)
        known = expected.entries.get(place)
        if known and place not in wanted:
            text = commented_out(text, table, note)
        elif known and wanted[place] is not known.result:
            text = with_value(text, table, "result", json.dumps(wanted[place]))
    return text


def _place(table: Table) -> Place:
    requirement, *inner = table.key
    return requirement, ".".join(inner)


def _head(subject: str) -> list[str]:
    return [
        f"# The results that `certify run --expect` expects of {subject}. What is not named here must pass.",
        f"format = {FORMAT}",
        f"subject = {json.dumps(subject)}",
    ]


def _block(place: Place, word: Word, seen: Seen) -> list[str]:
    requirement, action = place
    part = seen.actions.get(action)
    reason = part.sentence if part else seen.sentence
    return [
        f"[{requirement}.{action}]" if action else f"[{requirement}]",
        f"result = {json.dumps(word)}",
        f"reason = {json.dumps(one_line(reason), ensure_ascii=False)}",
    ]


def _refuse_lost(expected: Expectations, wanted: Mapping[Place, Word], found: Expectations) -> None:
    """Raise UserError if an entry could not be edited, or if a reason is not as before."""
    for place, word in wanted.items():
        known, new = expected.entries.get(place), found.entries.get(place)
        if new is None or new.result is not word or (known and known.reason != new.reason):
            _refuse(expected, place)
    for place in found.entries.keys() - wanted.keys():
        _refuse(expected, place)


def _refuse(expected: Expectations, place: Place) -> None:
    name = ".".join(filter(None, place))
    raise UserError(
        f"{expected.path}: {name} is not written as a table [{name}] with result and reason below, so it cannot be"
        " renewed; write it so"
    )
