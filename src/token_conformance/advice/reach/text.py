"""What a token can do, in plain words, at most 80 columns wide."""

from collections.abc import Iterator, Mapping, Sequence

from token_conformance.advice.paragraph import paragraph
from token_conformance.advice.reach.answer import ReachAnswer
from token_conformance.advice.reach.reach import Reach, Stop, counts
from token_conformance.advice.reach.words import words
from token_conformance.catalogue.answer import Says
from token_conformance.catalogue.rules import rules
from token_conformance.model.cell import Product

_INDENT = "  "
_MOST_SCOPES = 12
_COLUMN = 7
_FIRST = 28
_SAYS = (Says.YES, Says.NO, Says.UNKNOWN)


def text(answer: ReachAnswer) -> str:
    """The lines for a person about each app, and about calls of the question."""
    return "\n".join(_lines(answer))


def _lines(answer: ReachAnswer) -> Iterator[str]:
    if answer.not_searched:
        yield from ("", words("title", "none"), *paragraph(words("not-searched", answer.not_searched), _INDENT))
    for reach in answer.found:
        yield from _reach(reach)
    if answer.calls:
        yield from ("", words("title", "calls"))
    for one in answer.calls:
        sentence = words("call", one.says, {"call": one.call.name, "why": one.why})
        yield from paragraph(sentence, f"{_INDENT}- ", f"{_INDENT}  ")
    if any(one.lacks_scopes for one in answer.calls):
        yield from paragraph(words("call", "remedy"), _INDENT)
    if any(reach.stop is None for reach in answer.found):
        rule = rules()["G2"]
        values = {"rule": rule.id, "grades": ", ".join(rule.grades), "source": rule.source}
        yield from ("", *paragraph(words("rule", "gateway", values)))


def _reach(reach: Reach) -> Iterator[str]:
    yield from ("", words("title", reach.app))
    sent = "writes" if reach.probed_writes else "reads"
    yield from paragraph(words("sent", sent, {"count": str(reach.sent)}), _INDENT)
    if reach.stop:
        yield from paragraph(words("stop", reach.stop), _INDENT)
    if reach.knowledge.met or reach.knowledge.unmet:
        yield from _found(reach)


def _found(reach: Reach) -> Iterator[str]:
    """The counts, and the scopes that are known; one sentence if the token was let through nowhere."""
    if not reach.stop and not reach.knowledge.met:
        yield from paragraph(words("found", "nothing"), _INDENT)
        return
    yield from ("", *_table(reach))
    if reach.stop is not Stop.NO_SCOPES:
        for name, scopes in (("present", reach.present), ("undecided", reach.undecided), ("absent", reach.absent)):
            yield from _scopes(name, sorted(scopes))


def _table(reach: Reach) -> Iterator[str]:
    found = counts(reach.every())
    names = "".join(f"{words('column', says):>{_COLUMN + 1}}" for says in _SAYS)
    wide = len(names)
    reads, others = (f"{words('column', name):>{wide}}" for name in ("reads", "others"))
    yield f"{_INDENT}{words('column', 'product'):<{_FIRST}}{reads}{others}"
    yield f"{_INDENT}{'':<{_FIRST}}{names}{names}"
    for product in dict.fromkeys(product for product, _, _ in found):
        yield f"{_INDENT}{product.title:<{_FIRST}}{_numbers(found, product)}"


def _numbers(found: Mapping[tuple[Product, bool, Says], int], product: Product) -> str:
    rows = ((product, reads, says) for reads in (True, False) for says in _SAYS)
    return "".join(f"{found.get(row, 0):>{_COLUMN + 1}}" for row in rows)


def _scopes(name: str, scopes: Sequence[str]) -> Iterator[str]:
    if scopes:
        left = len(scopes) - _MOST_SCOPES
        more = [words("found", "more", {"count": str(left)})] if left > 0 else []
        shown = ", ".join([*scopes[:_MOST_SCOPES], *more])
        yield from ("", *paragraph(f"{words('found', name)} {shown}.", _INDENT))
