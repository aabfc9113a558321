"""The tools that are run, those that could not be, and their installation."""

from pathlib import Path

from beside.bruno import BRUNO
from beside.dredd import DREDD
from beside.httpyac import HTTPYAC
from beside.peer import Peer
from beside.postman import NEWMAN
from beside.recording import RECORDING
from beside.schemathesis import SCHEMATHESIS
from beside.tavern import TAVERN
from beside.this_project import LIVE, OWN_EDGE
from foreign.place import install

PEERS: tuple[Peer, ...] = (LIVE, OWN_EDGE, NEWMAN, BRUNO, HTTPYAC, SCHEMATHESIS, DREDD, TAVERN, RECORDING)


def programs(peer: Peer, work: Path) -> Path:
    """The folder of a tool's programs, which are installed if they are not there yet."""
    if not peer.packages:
        return work
    return install(peer.packages, work / "environments" / peer.name, is_python=peer.runner == "pip")
