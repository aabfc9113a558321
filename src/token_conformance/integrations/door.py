"""By which way a subject reached the edge, for not every way proves the same."""

from enum import StrEnum


class Door(StrEnum):
    """The way to the edge."""

    PROXY = "proxy"
    """`HTTPS_PROXY`, at the real host names."""
    JAIL = "jail"
    """A network namespace in which the real host names lead to the edge, and nothing else anywhere."""
    BASE_URL = "base-url"
    """Another address in place of Atlassian's, to try things out: many clients do something else there."""

    @property
    def is_certifiable(self) -> bool:
        """Whether what was seen is what a user would see."""
        return self is not Door.BASE_URL
