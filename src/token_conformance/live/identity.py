"""What a live run finds out by itself: which tenant a site is, and who the account is in it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Identity:
    """The tenant's cloud id and the account's id; both empty where nobody has asked yet."""

    cloud_id: str = ""
    account_id: str = ""
