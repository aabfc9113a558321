"""Whether this system permits the namespaces of a jail."""

import subprocess
from functools import cache


@cache
def is_permitted() -> bool:
    """Try to create them."""
    try:
        subprocess.run(["unshare", "--user", "--map-root-user", "--mount", "--net", "true"], check=True, timeout=60)
    except (OSError, subprocess.SubprocessError):
        return False
    return True
