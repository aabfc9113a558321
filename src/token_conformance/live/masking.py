"""How an account is shown to its owner, and to nobody else who looks at the screen or reads a log."""


def masked_email(email: str) -> str:
    """The address with its first letter and its domain, such as `c…@example.com`."""
    name, _, domain = email.partition("@")
    return f"{name[:1]}…@{domain}"


def masked_id(identifier: str) -> str:
    """The end of an id, by which it can be told from another one."""
    return f"…{identifier[-4:]}"
