"""Finds what must not be published: credentials, and whatever names a real tenant or person.

Scanners of the general kind (detect-secrets, trufflehog) know no Atlassian token, nothing of `email:token`, sites and
account ids, and report each checksum as a secret; what remains of them here would be three regular expressions.
"""

from token_conformance.leaks.finding import Finding
from token_conformance.leaks.scan import scan_text

__all__ = ["Finding", "scan_text"]
