"""All that a table can name, one a line: operations, with their endpoints in the results and what became of them."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from token_conformance.catalogue.known import every_operation
from token_conformance.catalogue.operations import family_operations
from token_conformance.catalogue.states import noted
from token_conformance.errors import ReportError, nearest, shortened
from token_conformance.redaction.masking import masked
from token_conformance.report.every_call import listed
from token_conformance.report.matrix import rows
from token_conformance.results.file import Results


def listing(words: Sequence[str], results: Results) -> list[str]:
    """The lines with all of the words, in any case, as `--from` reads them; raises ReportError if there is none."""
    lines = list(_lines(results))
    for word in words:
        if not _having([word], lines):
            parts = {part for line in lines for part in line.partition("  #")[0].replace(" ", "/").split("/")}
            remedy = nearest(word, parts, "use a part of a path")
            raise ReportError(f"{shortened(masked(word))!r}: no operation has this word; {remedy}")
    if not (found := _having(words, lines)):
        raise ReportError(f"{' '.join(words)}: no operation has all of these words; leave one out")
    return found


def _having(words: Sequence[str], lines: Sequence[str]) -> list[str]:
    return [line for line in lines if all(word.casefold() in line.casefold() for word in words)]


def _lines(results: Results) -> Iterator[str]:
    """Each operation, and behind the sign of a comment the endpoints that it was recorded for and its state."""
    endpoints = defaultdict(list)
    for row in rows(listed(results).cells):
        endpoints[" ".join(row.operation.split())].append(row.endpoint)
    for name in dict.fromkeys([*endpoints, *every_operation(), *family_operations().operations]):
        state = noted(name)
        remarks = [*endpoints[name], *([state[0].value] if state else [])]
        yield f"{name}  # {', '.join(remarks)}" if remarks else name
