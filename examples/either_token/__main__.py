"""`python -m either_token`: a small command-line program that works with either kind of token."""

import sys

from either_token.program.command import main

if __name__ == "__main__":
    sys.exit(main())
