"""Questions that a program asks, in an empty folder."""

from asking import ask, folder  # noqa: F401  # fixtures
