"""Which Atlassian Cloud API token works at which URL: the suite's library, plugin and local edge."""

from importlib.metadata import version

from token_conformance.model import Credential, Outcome, UrlForm
from token_conformance.suite.collection import endpoint

__all__ = ["Credential", "Outcome", "UrlForm", "__version__", "endpoint"]

__version__ = version("atlassian-token-conformance")
