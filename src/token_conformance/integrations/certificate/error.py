"""What is raised where a certificate cannot be made or read at all."""

from token_conformance.error import UserError


class CertificateError(UserError):
    """A certificate that cannot be looked at: the message is one line with the file, the problem and the remedy."""
