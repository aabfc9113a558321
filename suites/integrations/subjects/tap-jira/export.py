"""Exports one stream by `tap-jira`, as its documentation and Singer's show: `export.py STREAM`."""

import json
import os
import subprocess
import sys
from pathlib import Path

TAP = Path(sys.executable).with_name("tap-jira")
CONFIG, CATALOG = Path("config.json"), Path("catalog.json")


def discover(stream: str) -> dict[str, object]:
    """Ask the tap for its catalogue, and select one stream with all its fields, as its user does in an editor."""
    found = subprocess.run([TAP, "--config", CONFIG, "--discover"], stdout=subprocess.PIPE, check=True)  # noqa: S603  # the product
    catalog: dict[str, object] = json.loads(found.stdout)
    streams = [each for each in catalog["streams"] if each["tap_stream_id"] == stream]  # type: ignore[attr-defined]  # Singer's format
    for entry in streams[0]["metadata"]:
        entry["metadata"]["selected"] = True
    return {"streams": streams}


def main(stream: str) -> None:
    """Write the files that the tap reads, and run it."""
    config = {
        "start_date": "2010-01-01T00:00:00Z",
        "username": os.environ["JIRA_EMAIL"],
        "password": os.environ["JIRA_TOKEN"],
        "base_url": os.environ["JIRA_URL"],
        "user_agent": "tap-jira",
    }
    CONFIG.write_text(json.dumps(config))
    CATALOG.write_text(json.dumps(discover(stream)))
    sys.exit(subprocess.run([TAP, "--config", CONFIG, "--properties", CATALOG], check=False).returncode)  # noqa: S603  # the product


try:
    main(*sys.argv[1:])
except subprocess.CalledProcessError as error:
    sys.exit(error.returncode)
