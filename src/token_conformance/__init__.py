"""Which Atlassian Cloud API token works at which URL: the suite's library, plugin and local edge."""

from typing import TYPE_CHECKING, Any

from token_conformance._version import __version__

if TYPE_CHECKING:
    from token_conformance.exchange.client import Send
    from token_conformance.live.session import SentCell, open_edge, open_site
    from token_conformance.model.answer import Answer
    from token_conformance.model.cell import Credential, Product, UrlForm
    from token_conformance.model.outcome import Outcome
    from token_conformance.model.tenant import Tenant
    from token_conformance.suite.requirement.marks import endpoint
else:
    from importlib import import_module

    _MODULES = {
        "Answer": "token_conformance.model.answer",
        "Credential": "token_conformance.model.cell",
        "Outcome": "token_conformance.model.outcome",
        "Product": "token_conformance.model.cell",
        "SentCell": "token_conformance.live.session",
        "Send": "token_conformance.exchange.client",
        "Tenant": "token_conformance.model.tenant",
        "UrlForm": "token_conformance.model.cell",
        "open_edge": "token_conformance.live.session",
        "open_site": "token_conformance.live.session",
        "endpoint": "token_conformance.suite.requirement.marks",
    }

    def __getattr__(name: str) -> Any:
        """Import a name when it is first used: a command that needs none of them does not wait for pytest and httpx."""
        if name not in _MODULES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(import_module(_MODULES[name]), name)


__all__ = [
    "Answer",
    "Credential",
    "Outcome",
    "Product",
    "Send",
    "SentCell",
    "Tenant",
    "UrlForm",
    "__version__",
    "endpoint",
    "open_edge",
    "open_site",
]
