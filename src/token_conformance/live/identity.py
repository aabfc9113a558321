"""What a live run finds out by itself: which tenant a site is, and who the account is in it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Identity:
    """The tenant's cloud id and the account's id; both empty where nobody has asked yet.

    `is_local_model` says that an edge plays the tenant: what is recorded there is no observation of Atlassian.
    """

    cloud_id: str = ""
    account_id: str = ""
    is_local_model: bool = False
