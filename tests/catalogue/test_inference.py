"""What is inferred from the rules for every operation."""

from token_conformance.catalogue.inference import infer
from token_conformance.catalogue.operations import published
from token_conformance.model.cell import Credential, UrlForm


def test_every_published_operation_has_an_answer() -> None:
    """At the site, a scoped token works only for operations that answer everyone, also for those in no suite."""
    operations = published().operations
    assert {
        "GET /rest/api/2/serverInfo",
        "GET /rest/api/3/serverInfo",
        "GET /rest/servicedeskapi/info",
    } == {name for name, one in operations.items() if infer(one, Credential.SCOPED, UrlForm.SITE).works}
