"""Runs the program of `examples/either_token`, which is not installed, as its user would."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[4] / "examples"))

from either_token.program.command import main  # found by the line above

sys.exit(main())
