"""The two tables: what each set-up used, and what each tool can and cannot do, in words."""

from collections.abc import Mapping, Sequence
from statistics import median

from tabulate import tabulate

from beside.peer import Peer
from beside.run import Used
from beside.shown import Shown

_USED = ("", "seconds", "ratio", "CPU", "ratio", "MB", "requests")
_SHOWN = (
    "",
    "200 without content, told from a success",
    "both URL forms",
    "what is expected",
    "without a network",
    "credentials in recordings",
    "different since last time",
)


def medians(runs: Sequence[Used]) -> Used:
    """The median of each figure."""
    return Used(*map(median, zip(*runs, strict=True)))


def used_table(used: Mapping[str, Sequence[Used]], base: str) -> str:
    """A row for each set-up, with its ratios to the set-up `base`."""
    of_base = medians(used[base])
    rows = [_used_row(name, medians(runs), of_base) for name, runs in used.items()]
    return tabulate(rows, _USED, tablefmt="github", disable_numparse=True)


def shown_table(shown: Mapping[Peer, Shown]) -> str:
    """A row of words for each tool."""
    rows = [(peer.name, *_words(peer, one)) for peer, one in shown.items()]
    return tabulate(rows, _SHOWN, tablefmt="github", disable_numparse=True)


def _used_row(name: str, used: Used, base: Used) -> list[str]:
    times = [f"{used.seconds:.1f}", f"{used.seconds / base.seconds:.2f}"]
    return [name, *times, f"{used.cpu:.1f}", f"{used.cpu / base.cpu:.2f}", f"{used.memory:.0f}", f"{used.requests:.0f}"]


def _words(peer: Peer, one: Shown) -> list[str]:
    return [silent(peer, one), peer.words.forms, peer.words.expected, offline(one), recordings(one), change(one)]


def silent(peer: Peer, one: Shown) -> str:
    """Whether a success without its content is told from a success."""
    total = one.silent
    if one.by_status == total:
        return f"yes, all {total}"
    if one.by_content:
        return f"only with {peer.words.asserts} that its author writes for each: then {one.by_content} of {total}"
    if one.flagged:
        return (
            f"no: it names {one.flagged} of {total}, and their endpoints with the unscoped token too, where they work"
        )
    return f"no, none of {total}"


def offline(one: Shown) -> str:
    """Whether the cells are answered without a network."""
    return f"yes, {one.offline} of {one.cells} cells" if one.offline else f"no: none of {one.cells} cells is right"


def recordings(one: Shown) -> str:
    """Whether the files of exchanges have a credential."""
    if not one.recorded:
        return "keeps no exchanges"
    return f"in {one.secrets} of {one.recorded} files" if one.secrets else f"in none of {one.recorded} files"


def change(one: Shown) -> str:
    """What is said of cells that have begun to work."""
    if one.improved == one.better:
        return f"names the {one.improved} cells that have begun to work"
    if one.improved:
        return f"names {one.improved} of the {one.better} cells that have begun to work"
    return f"no: of {one.better} cells that have begun to work, it calls {one.changed} wrong, as any failure"
