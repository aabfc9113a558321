"""What a run showed of each requirement, as a whole and by the actions that show it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from token_conformance.certify.gate.word import WORDS, Word, worst
from token_conformance.certify.requirements import REQUIREMENTS
from token_conformance.certify.requirements.judgement import Judgement
from token_conformance.certify.requirements.requirement import Observations
from token_conformance.certify.requirements.result import Check, Finding, Result
from token_conformance.certify.subject.subject import Action

ACTIONS = {action.value: action for action in Action}
"""Every action by its text."""


@dataclass(frozen=True)
class Part:
    """What one action showed of a requirement; `sentence` says what it did, unless it passed."""

    result: Word
    sentence: str = ""


@dataclass(frozen=True)
class Seen:
    """What a run showed of one requirement; `sentence` is that of its finding. `actions` are the parts by action."""

    result: Word
    sentence: str
    actions: Mapping[str, Part] = field(default_factory=dict)


def seen_of(judgement: Judgement, observations: Observations) -> dict[str, Seen]:
    """What a run showed of each requirement that was judged, by id."""
    return {
        finding.requirement: Seen(
            Word.EXCUSED if finding.requirement in judgement.excused else WORDS[finding.result],
            finding.sentence,
            _parts(finding, observations),
        )
        for finding in judgement.findings
    }


def _parts(finding: Finding, observations: Observations) -> dict[str, Part]:
    """The worst result of each action that showed something. What was not observed as a whole has no parts."""
    if finding.result is Result.NOT_OBSERVED:
        return {}
    parts: dict[str, Part] = {}
    for check in REQUIREMENTS[finding.requirement].checks(dict(sorted(observations.items()))):
        if check.action in ACTIONS and check.result is not Result.NOT_OBSERVED:  # others are of no run
            parts[check.action] = _worse(parts.get(check.action), check)
    return parts


def _worse(known: Part | None, check: Check) -> Part:
    """The part with one check more; of two equal ones the first, because a finding also says the first."""
    word = WORDS[check.result]
    if known and worst(known.result, word) is known.result:
        return known
    return Part(word, check.sentence if check.description else "")
