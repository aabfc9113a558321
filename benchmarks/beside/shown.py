"""What a tool can and cannot do, tried: each is run again with other assertions, without a network, and later."""

from base64 import b64encode
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from beside.access import Access
from beside.cells import ReadCell, naive
from beside.edge import RunningEdge
from beside.peer import Peer, Place, Seen
from beside.run import prepared, run


@dataclass(frozen=True)
class Shown:
    """What one tool did.

    `by_status` and `by_content` are the silent failures among `silent` that it told from a success, where the status
    alone is asserted, and the content too; `flagged` are those that it named at all. `offline` is how many of `cells`
    it has right without a network; `recorded` the exchanges' files, and `secrets` those that have a credential.
    `changed` are the cells that it calls wrong in the world in which CLOUD-12617 is implemented, so `better` more cells
    of the site work, and `improved` those of them that it says are better than before.
    """

    cells: int
    silent: int
    by_status: int
    by_content: int
    flagged: int
    offline: int
    recorded: int
    secrets: int
    changed: int
    better: int
    improved: int


def told_apart(cells: Iterable[ReadCell], said: Seen) -> tuple[int, int]:
    """How many silent failures a tool told from a success, and how many it named as wrong.

    It tells one from a success if it calls the endpoint wrong with a scoped token at the site, and not with the
    unscoped token there, which gets the content.
    """
    named = [cell for cell in cells if cell.is_silent and cell.id in said.failed]
    return sum(f"{cell.endpoint}/unscoped-site" not in said.failed for cell in named), len(named)


def credentials(access: Access) -> list[bytes]:
    """The texts that give a credential away: each token, and as it is in the header."""
    tokens = {value for name, value in access.values.items() if name.endswith("_TOKEN")}
    pairs = [b64encode(f"{access.email}:{token}".encode()) for token in tokens]
    return [token.encode() for token in tokens] + pairs


def leaking(files: Iterable[Path], secrets: Sequence[bytes]) -> int:
    """How many files have a credential."""
    return sum(any(secret in content for secret in secrets) for content in map(Path.read_bytes, files))


def show(
    peer: Peer, work: Path, cells: Sequence[ReadCell], programs: Path, edges: tuple[RunningEdge, RunningEdge]
) -> Shown:
    """Try a tool at two edges: of the world as it is known, and of the one in which all cells work."""
    known, _ = edges

    def tried(asked: Sequence[ReadCell]) -> Seen:
        place = prepared(peer, work, known.access, asked, programs)
        said = run(peer, place, peer.commands(place), known)[1]
        return peer.tells(place) if peer.tells else said

    by_status, flagged = told_apart(cells, tried(naive(cells, content=False)))
    by_content, with_content = told_apart(cells, tried(naive(cells, content=True)))
    changed, improved = _later(peer, prepared(peer, work, known.access, cells, programs), cells, edges)
    place = prepared(peer, work, known.access, cells, programs)
    run(peer, place, (peer.recording or peer.commands)(place), known)
    files = [file for pattern in peer.recordings for file in place.folder.glob(pattern)]
    secrets = leaking(files, credentials(known.access))
    right = _offline(peer, place, cells, work).passed
    return Shown(
        cells=len(cells),
        silent=sum(cell.is_silent for cell in cells),
        by_status=by_status,
        by_content=by_content,
        flagged=max(flagged, with_content),
        offline=len(right),
        recorded=len(files),
        secrets=secrets,
        changed=len(changed.failed),
        better=sum(cell.form == "site" and not cell.holds for cell in cells),
        improved=improved,
    )


def _later(
    peer: Peer, place: Place, cells: Sequence[ReadCell], edges: tuple[RunningEdge, RunningEdge]
) -> tuple[Seen, int]:
    """What a tool says in the later world, with the state that it has kept of the first one."""
    known, requested = edges
    if peer.first:
        run(peer, place, peer.first(place), known)
    later = place._replace(access=requested.access)
    peer.write(cells, later)
    said = run(peer, later, peer.commands(later), requested)[1]
    return said, peer.improved(later)


def _offline(peer: Peer, place: Place, cells: Sequence[ReadCell], work: Path) -> Seen:
    """What a tool says without a network, with the recordings that it has just made if it can read them."""
    if peer.offline:
        return run(peer, place, peer.offline(place), None)[1]
    place = prepared(peer, work, place.access, cells, place.programs)
    return run(peer, place, peer.commands(place), None)[1]
