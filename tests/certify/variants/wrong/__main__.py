"""`python -m wrong REQUIREMENT ACTION...` runs the example's program as the variant that violates the requirement."""

import sys

from either_token.program.command import main
from wrong.table import VARIANTS

if __name__ == "__main__":
    variant = VARIANTS[sys.argv[1]]
    with variant.change:
        sys.exit(main(sys.argv[2:], variant.transport))
