"""Does with the product of this repository what its user does."""

import runpy
from pathlib import Path

runpy.run_path(str(Path(__file__).parents[2] / "client.py"), run_name="__main__")
